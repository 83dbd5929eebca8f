package io.retort.testing;

import io.retort.broker.BrokerStartException;
import io.retort.broker.EmbeddedBroker;
import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.schemas.topic.TopicCatalogue;
import io.retort.schemas.topic.TopicNames;
import io.retort.schemas.topic.TopicSizing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker for the tests of one class, with Retort's topics, on a directory of its own that goes with it.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RetortKafka kafka = RetortKafka.create();
 * }</pre>
 *
 * <p>Tests that must not see each other's records take topic names, or transactional ids, of their own.
 */
public final class RetortKafka implements BeforeAllCallback, AfterAllCallback {

    private final TopicNames names;
    private final TopicSizing sizing;
    private @Nullable Path directory;
    private @Nullable EmbeddedBroker broker;
    private @Nullable Admin admin;

    private RetortKafka(TopicNames names, TopicSizing sizing) {
        this.names = names;
        this.sizing = sizing;
    }

    /** With the standard names and four partitions. */
    public static RetortKafka create() {
        return withPartitions(TopicSizing.EMBEDDED.partitions());
    }

    /** With so many partitions of prompts, soft labels and the journal. */
    public static RetortKafka withPartitions(int partitions) {
        TopicSizing embedded = TopicSizing.EMBEDDED;
        return new RetortKafka(
                TopicNames.standard(),
                new TopicSizing(
                        partitions, embedded.replicas(), embedded.minInSyncReplicas(), embedded.segmentBytes()));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("retort-kafka-");
        start();
        createTopics(names);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (admin != null) {
            admin.close();
            admin = null;
        }
        stop();
        if (directory != null) {
            delete(directory);
        }
    }

    /** Stays the same when the broker is stopped and started. */
    public String bootstrapServers() {
        return running().bootstrapServers();
    }

    /** Closed with the broker. */
    public Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
        }
        return admin;
    }

    public TopicNames topicNames() {
        return names;
    }

    /** Another set of Retort's topics, such as for one test alone. */
    public void createTopics(TopicNames topicNames) {
        TopicCatalogue.create(admin(), topicNames, sizing);
    }

    /** Takes the broker away; clients see it as gone. */
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    /** Brings the broker back, with its data, to where it was. */
    public void start() throws BrokerStartException {
        if (directory == null) {
            throw new IllegalStateException("register the extension in a static field, with @RegisterExtension");
        }
        int port = broker == null ? 0 : broker.port();
        broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, port));
    }

    private EmbeddedBroker running() {
        if (broker == null) {
            throw new IllegalStateException("the broker has not been started");
        }
        return broker;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
