package io.retort.benchmarks;

import io.retort.broker.EmbeddedBroker;
import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.platform.kafka.Transaction;
import io.retort.platform.kafka.TransactionSettings;
import io.retort.platform.kafka.TransactionalProducer;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicCatalogue;
import io.retort.schemas.topic.TopicNames;
import io.retort.schemas.topic.TopicSizing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An embedded broker on a directory of its own, and topics filled as a teacher service fills them. */
public final class Cluster implements AutoCloseable {

    /** A teacher's transaction by default. */
    private static final int LABELS_A_TRANSACTION = 256;

    private final TemporaryDirectory directory;
    private final EmbeddedBroker broker;
    private final KafkaClients clients;

    private Cluster(TemporaryDirectory directory, EmbeddedBroker broker) {
        this.directory = directory;
        this.broker = broker;
        this.clients = new KafkaClients(new KafkaSettings(broker.bootstrapServers()), "benchmark");
    }

    public static Cluster start() throws IOException {
        TemporaryDirectory directory = TemporaryDirectory.create();
        return new Cluster(directory, EmbeddedBroker.start(EmbeddedBrokerSettings.in(directory.path())));
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public KafkaClients clients() {
        return clients;
    }

    /** Clients with further properties. */
    public KafkaClients clients(Map<String, String> properties) {
        return new KafkaClients(new KafkaSettings(broker.bootstrapServers(), properties), "benchmark");
    }

    /** Creates the topics, announces the label space and writes so many labels, the same over and over. */
    public void fill(TopicNames names, LabelValues values, int labels) {
        fill(clients, names, values, labels);
    }

    /** The same by other clients. */
    public void fill(KafkaClients writers, TopicNames names, LabelValues values, int labels) {
        try (Admin admin = clients.admin()) {
            TopicCatalogue.create(admin, names, TopicSizing.EMBEDDED);
        }
        String id = "benchmark." + names.prefix();
        try (TransactionalProducer producer = TransactionalProducer.of(
                writers, new TransactionSettings(id, Duration.ofSeconds(15), Duration.ofSeconds(60)))) {
            producer.initialize();
            commit(producer, Stream.of(announcement(names, values.labelSpace())));
            for (int from = 0; from < labels; from += LABELS_A_TRANSACTION) {
                commit(
                        producer,
                        Stream.iterate(from, i -> i + 1)
                                .limit(Math.min(LABELS_A_TRANSACTION, labels - from))
                                .map(i ->
                                        label(names, values, i % values.values().size())));
            }
        }
    }

    /** Size of the topic's log, all partitions, without its indexes. */
    public long logBytes(String topic) throws IOException {
        Pattern segment = Pattern.compile(".*/" + Pattern.quote(topic) + "-\\d+/\\d+\\.log");
        try (Stream<Path> files = Files.walk(directory.path())) {
            return files.filter(file -> segment.matcher(file.toString()).matches())
                    .mapToLong(Cluster::size)
                    .sum();
        }
    }

    @Override
    public void close() throws IOException {
        broker.close();
        directory.close();
    }

    private static ProducerRecord<byte[], byte[]> label(TopicNames names, LabelValues values, int i) {
        return new ProducerRecord<>(
                names.of(Topic.SOFT_LABELS),
                values.keys().get(i),
                values.values().get(i));
    }

    private static ProducerRecord<byte[], byte[]> announcement(TopicNames names, LabelSpace space) {
        return new ProducerRecord<>(
                names.of(Topic.LABEL_SPACES),
                Fingerprints.hex(space.getFingerprint()).getBytes(StandardCharsets.UTF_8),
                RecordCodecs.labelSpace().encode(space));
    }

    private static void commit(TransactionalProducer producer, Stream<ProducerRecord<byte[], byte[]>> records) {
        List<ProducerRecord<byte[], byte[]>> all = records.toList();
        producer.transact(transaction -> send(transaction, all)).match(committed -> committed, aborted -> {
            throw aborted.cause();
        });
    }

    // A record that fails fails its transaction: its future need not be looked at.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(Transaction transaction, List<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(transaction::send);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
