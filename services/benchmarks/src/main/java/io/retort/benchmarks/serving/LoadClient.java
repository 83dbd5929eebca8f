package io.retort.benchmarks.serving;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks over one connection that is kept, with next to no cost of its own: a full HTTP client would be most of what is timed. */
final class LoadClient implements AutoCloseable {

    private static final int LONGEST_HEAD = 8_192;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    LoadClient(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The whole of a request for one text. */
    static byte[] request(String text) {
        String body = "{\"input\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST /v1/classify HTTP/1.1\r\nHost: server\r\nContent-Type: application/json\r\nContent-Length: "
                + bytes.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the answer's body. */
    String ask(byte[] request) throws IOException {
        out.write(request);
        String head = head();
        int length = Integer.parseInt(header(head, "content-length: "));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!head.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(
                    "a request failed: " + head.lines().findFirst().orElse("") + " " + body);
        }
        return body;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            int next = in.read();
            if (next < 0 || head.length() == LONGEST_HEAD) {
                throw new IOException("the server ended the connection");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String header(String head, String name) throws IOException {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IOException("an answer without " + name));
    }
}
