package io.retort.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka's server. No other class uses Kafka's internal ones, which may change from one version to the next. */
final class KraftServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KraftServer.class);

    /** Usually a tenth of a second; without it a start merely takes some seconds longer. */
    private static final Duration FENCED_WITHIN = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final KafkaRaftServer server;
    private boolean closed;

    private KraftServer(KafkaRaftServer server) {
        this.server = server;
    }

    /** Whether this JVM runs a broker, whoever started it. */
    static boolean runsInThisJvm() {
        return ManagementFactory.getPlatformMBeanServer()
                .isRegistered(name("kafka.server:type=app-info,id=" + BrokerProperties.NODE));
    }

    /**
     * Kafka's threads end the process when they cannot go on, and count on the call not to return. Threads that go on in
     * a half-dead process could still announce something, so it ends without its shutdown hooks.
     */
    static void haltOnFailure(BrokerDirectory directory) {
        Exit.Procedure halt = (status, message) -> {
            System.err.println(HaltReason.describe(directory.path(), message));
            System.err.flush();
            Runtime.getRuntime().halt(status);
        };
        Exit.setExitProcedure(halt);
        Exit.setHaltProcedure(halt);
    }

    /** Makes the directory that of a new cluster. */
    static void format(BrokerDirectory directory) throws IOException {
        String path = directory.path().toString();
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerProperties.NODE)
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setDirectories(List.of(path))
                    .setMetadataLogDirectory(path)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * After a kill the controller still believes the former broker alive and refuses its successor until that one's
     * session ends. The controller alone, with a short session, notices it at once.
     */
    static void fenceFormerBroker(BrokerDirectory directory, BrokerPorts ports) throws IOException {
        long started = System.nanoTime();
        try (KraftServer controller = start(BrokerProperties.controllerAlone(directory, ports))) {
            boolean fenced = controller.formerBrokerIsFenced();
            while (!fenced && System.nanoTime() - started < FENCED_WITHIN.toNanos()) {
                pause();
                fenced = controller.formerBrokerIsFenced();
            }
            log.atInfo()
                    .addKeyValue("fenced", fenced)
                    .addKeyValue("milliseconds", (System.nanoTime() - started) / 1_000_000)
                    .log("the broker here was not stopped cleanly");
        }
    }

    static KraftServer start(Properties properties) throws IOException {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException | Error e) {
            try {
                stop(server);
            } catch (RuntimeException whileStopping) {
                e.addSuppressed(whileStopping);
            }
            throw e;
        }
        return new KraftServer(server);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            stop(server);
        }
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    private boolean formerBrokerIsFenced() {
        return gauge("ActiveControllerCount").equals(Optional.of(1))
                && gauge("FencedBrokerCount").equals(Optional.of(1))
                && gauge("ActiveBrokerCount").equals(Optional.of(0));
    }

    private static Optional<Object> gauge(String gauge) {
        try {
            return Optional.ofNullable(ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(name("kafka.controller:type=KafkaController,name=" + gauge), "Value"));
        } catch (InstanceNotFoundException e) {
            return Optional.empty(); // not there yet
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (JMException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the broker started", e);
        }
    }
}
