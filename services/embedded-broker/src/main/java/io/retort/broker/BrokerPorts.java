package io.retort.broker;

import io.retort.broker.BrokerStartException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two ports a broker listens on. They are kept in its directory, so that clients which saw it go find it where it was.
 *
 * @param broker for clients
 * @param controller for the broker itself
 */
record BrokerPorts(int broker, int controller) {

    private static final Logger log = LoggerFactory.getLogger(BrokerPorts.class);

    private static final String FILE = "ports.properties";

    // Below the ports that systems hand out to outgoing connections (from 32768 on Linux, 49152 on macOS): a client
    // that
    // tries again and again to reach a stopped broker there may be given that very port, and so connect to itself.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    /**
     * The ports to start on.
     *
     * @param wanted the client's port, or 0 for the one kept in the directory if it is free, else any
     * @throws BrokerStartException if the wanted port is taken
     */
    static BrokerPorts choose(BrokerDirectory directory, int wanted) throws BrokerStartException {
        Optional<BrokerPorts> kept = read(directory.path());
        int broker;
        if (wanted == 0) {
            broker = kept.map(BrokerPorts::broker).filter(BrokerPorts::isFree).orElseGet(BrokerPorts::anyFree);
            kept.filter(ports -> ports.broker() != broker).ifPresent(ports -> log.atWarn()
                    .addKeyValue("taken", ports.broker())
                    .addKeyValue("port", broker)
                    .log("another program listens on the broker's last port; taking a new one"));
        } else {
            broker = wanted;
            if (!isFree(wanted)) {
                throw taken(wanted, null);
            }
        }
        int controller = kept.map(BrokerPorts::controller)
                .filter(port -> port != broker && isFree(port))
                .orElseGet(() -> anyFreeBut(broker));
        return new BrokerPorts(broker, controller);
    }

    static BrokerStartException taken(int port, @Nullable Throwable cause) {
        return new BrokerStartException(
                Reason.PORT_TAKEN,
                "port " + port + " is taken by another program; stop it, or choose another port",
                cause);
    }

    /** The ports of the last start that succeeded. */
    static Optional<BrokerPorts> read(Path directory) {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(directory.resolve(FILE))) {
            properties.load(in);
            return Optional.of(new BrokerPorts(
                    Integer.parseInt(properties.getProperty("broker")),
                    Integer.parseInt(properties.getProperty("controller"))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // none yet, or cut off by a kill: new ones are as good
        }
    }

    void write(Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), "broker=" + broker + "\ncontroller=" + controller + "\n");
    }

    private static int anyFreeBut(int other) {
        int port;
        do {
            port = anyFree();
        } while (port == other);
        return port;
    }

    private static int anyFree() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        } while (!isFree(port));
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
