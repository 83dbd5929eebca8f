package io.retort.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.broker.BrokerStartException;
import io.retort.broker.EmbeddedBroker;
import io.retort.broker.EmbeddedBrokerSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerRestartIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOPIC = "kept";

    @TempDir
    private Path directory;

    @Test
    void shouldComeBackOnTheSamePortWithItsRecordsWhenKilledTwice() throws Exception {
        Path data = directory.resolve("data");

        String first = servesUntilKilled(data, "first.log", "one");
        String second = servesUntilKilled(data, "second.log", "two");
        String third = servesUntilKilled(data, "third.log", "three");

        assertThat(List.of(second, third)).containsOnly(first);
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBrokerSettings.in(data))) {
            assertThat(new TopicReader(broker.bootstrapServers()).committed(TOPIC))
                    .extracting(found -> new String(found.value(), StandardCharsets.UTF_8))
                    .containsExactly("one", "two", "three");
        }
    }

    @Test
    void shouldSayThatAnotherBrokerRunsOnTheDirectory() throws Exception {
        Path data = directory.resolve("data");
        try (JavaProcess other = JavaProcess.start(directory.resolve("log"), BrokerProcess.class, data.toString())) {
            other.awaitLine("ready", LIMIT);

            assertThatThrownBy(() -> EmbeddedBroker.start(EmbeddedBrokerSettings.in(data)))
                    .isInstanceOfSatisfying(BrokerStartException.class, e -> assertThat(e.reason())
                            .isEqualTo(BrokerStartException.Reason.DIRECTORY_IN_USE))
                    .hasMessage("another broker runs on " + data + "; stop it, or name another directory");
            assertThat(other.isAlive()).isTrue();
        }
    }

    /** Starts a broker in its own process, writes one record in a transaction, leaves another open, and kills it. */
    private String servesUntilKilled(Path data, String log, String value) throws Exception {
        try (JavaProcess process = JavaProcess.start(directory.resolve(log), BrokerProcess.class, data.toString())) {
            String bootstrapServers = process.awaitLine("ready", LIMIT)
                    .substring("ready ".length())
                    .trim();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
                if (!admin.listTopics().names().get().contains(TOPIC)) {
                    admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                            .all()
                            .get();
                }
            }
            try (Producer<byte[], byte[]> producer = producer(bootstrapServers)) {
                producer.initTransactions();
                producer.beginTransaction();
                write(producer, value);
                producer.commitTransaction();
                producer.beginTransaction();
                write(producer, "never committed");
                process.kill();
                producer.close(Duration.ZERO);
            }
            return bootstrapServers;
        }
    }

    private static void write(Producer<byte[], byte[]> producer, String value) throws Exception {
        producer.send(new ProducerRecord<>(TOPIC, value.getBytes(StandardCharsets.UTF_8)))
                .get(30, TimeUnit.SECONDS);
    }

    private static Producer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        "writer",
                        // The last one's is ended by the broker, not by a successor.
                        "transaction.timeout.ms",
                        3_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
