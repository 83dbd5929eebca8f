package io.retort.broker;

import io.retort.broker.BrokerStartException.Reason;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker in this JVM, which has room for one at a time. Listens on loopback only.
 *
 * <p>If Kafka gives up, on a full disk for instance, it ends the whole process at once; the reason is printed to standard
 * error before.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final KraftServer server;
    private final BrokerPorts ports;

    private EmbeddedBroker(KraftServer server, BrokerPorts ports) {
        this.server = server;
        this.ports = ports;
    }

    /**
     * Starts a broker and returns when it takes requests: in about two seconds, also after the last one on this directory
     * was killed.
     *
     * @throws BrokerStartException if it cannot be started; nothing is left running then
     */
    public static EmbeddedBroker start(EmbeddedBrokerSettings settings) throws BrokerStartException {
        if (KraftServer.runsInThisJvm()) {
            throw new BrokerStartException(
                    Reason.ONE_IN_THIS_JVM, "a broker runs in this JVM already; close it before the next is started");
        }
        BrokerDirectory directory = new BrokerDirectory(settings.directory());
        directory.prepare();
        BrokerPorts ports = BrokerPorts.choose(directory, settings.port());
        try {
            KraftServer server = start(directory, ports);
            log.atInfo()
                    .addKeyValue("bootstrapServers", BrokerProperties.bootstrapServers(ports))
                    .addKeyValue("directory", directory.path())
                    .log("broker started");
            return new EmbeddedBroker(server, ports);
        } catch (IOException | RuntimeException e) {
            throw failed(directory, ports, e);
        }
    }

    private static KraftServer start(BrokerDirectory directory, BrokerPorts ports) throws IOException {
        KraftServer.haltOnFailure(directory);
        if (!directory.formatted()) {
            KraftServer.format(directory);
        }
        // Ports are kept once a start has succeeded: before the first, there is no broker to be fenced.
        if (directory.stoppedUncleanly() && BrokerPorts.read(directory.path()).isPresent()) {
            KraftServer.fenceFormerBroker(directory, ports);
        }
        KraftServer server = KraftServer.start(BrokerProperties.brokerAndController(directory, ports));
        try {
            ports.write(directory.path());
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static BrokerStartException failed(BrokerDirectory directory, BrokerPorts ports, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return BrokerPorts.taken(ports.broker(), e); // taken between the check and now
            }
        }
        return new BrokerStartException(
                Reason.FAILED, "the broker on " + directory.path() + " did not start: " + e.getMessage(), e);
    }

    /** Where the broker of a directory was found last, and is found if it runs; empty if none was ever started there. */
    public static Optional<String> lastAddress(Path directory) {
        return BrokerPorts.read(directory).map(BrokerProperties::bootstrapServers);
    }

    /** Where clients find it, such as {@code 127.0.0.1:25731}. */
    public String bootstrapServers() {
        return BrokerProperties.bootstrapServers(ports);
    }

    public int port() {
        return ports.broker();
    }

    /** Stops it and waits until its data are on disk. Closing twice is harmless. */
    @Override
    public void close() {
        server.close();
    }
}
