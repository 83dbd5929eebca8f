package io.retort.benchmarks.serving;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code retort serve} in a process of its own, so that the clients' garbage and locks are not the server's. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it listens. It takes settings from this process's environment. */
    static ServerProcess start(String bootstrapServers, Path checkpoints) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.retort.cli.Retort",
                        "serve",
                        "--bootstrap-server",
                        bootstrapServers,
                        "--checkpoints",
                        checkpoints.toString(),
                        "--port",
                        Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        ServerProcess server = new ServerProcess(process, port);
        server.awaitListening();
        return server;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitListening() throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (true) {
            try (Socket listening = new Socket(InetAddress.getLoopbackAddress(), port)) {
                listening.setTcpNoDelay(true);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - began > START.toNanos()) {
                    throw new IOException("the server does not listen", e);
                }
                Thread.sleep(20);
            }
        }
    }
}
