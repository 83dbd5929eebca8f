package io.retort.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import io.retort.testing.TopicReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Loops on topics and a group of their own, and what is to be seen of them from outside. */
final class LoopBench {

    private final RetortKafka kafka;
    private final TopicNames names;
    private final String group;
    private final TopicReader reader;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Duration sessionTimeout = Duration.ofSeconds(10);
    BatchLimits limits = new BatchLimits(16, Long.MAX_VALUE, Duration.ofMillis(20));
    int maxRecordBytes = 1_000_000;
    Optional<Duration> untilIdle = Optional.of(Duration.ofSeconds(2));
    Duration deadline = Duration.ofSeconds(30);
    Map<String, String> properties = Map.of();

    LoopBench(RetortKafka kafka, String name) {
        this.kafka = kafka;
        this.names = new TopicNames(name + ".");
        this.group = name;
        this.reader = new TopicReader(kafka.bootstrapServers());
        kafka.createTopics(names);
    }

    TransformLoop loop(String instance, Transformer transformer) {
        var settings = new TransformLoopSettings(
                Stage.TEACHER,
                names.of(Topic.PROMPTS),
                new GroupMembership(group, instance, sessionTimeout),
                new TransactionSettings(transactionalId(instance), Duration.ofSeconds(10), deadline),
                limits,
                new RetrySettings(Duration.ofMillis(50), Duration.ofMillis(200)),
                maxRecordBytes,
                untilIdle);
        var clients = new KafkaClients(new KafkaSettings(kafka.bootstrapServers(), properties), instance);
        return new TransformLoop(clients, settings, new DeadLetters(names), transformer, meters);
    }

    String transactionalId(String instance) {
        return group + "." + instance;
    }

    String group() {
        return group;
    }

    /** Runs a loop on a thread of its own; the future ends as the loop does. */
    static CompletableFuture<Void> start(TransformLoop loop) {
        var ended = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            try {
                loop.run();
                ended.complete(null);
            } catch (RuntimeException | Error e) {
                ended.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    /** Texts {@code from} to {@code to - 1}, spread over the partitions, in one transaction. */
    void prompts(int from, int to) {
        send(IntStream.range(from, to)
                .mapToObj(number -> new ProducerRecord<>(
                        names.of(Topic.PROMPTS), ("k" + number).getBytes(UTF_8), ("text " + number).getBytes(UTF_8)))
                .toList());
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) {
        var clients = new KafkaClients(new KafkaSettings(kafka.bootstrapServers()), "source");
        String id = group + ".source";
        try (var source =
                TransactionalProducer.of(clients, new TransactionSettings(id, Duration.ofSeconds(15), deadline))) {
            source.initialize();
            source.transact(transaction -> records.forEach(record -> {
                var unused = transaction.send(record);
            }));
        }
    }

    /** What a test's transformer makes of a record. */
    TransformOutcome label(ConsumerRecord<byte[], byte[]> record) {
        String label = "label of " + new String(record.value(), UTF_8);
        return new TransformOutcome.Transformed(
                List.of(new ProducerRecord<>(names.of(Topic.SOFT_LABELS), record.key(), label.getBytes(UTF_8))));
    }

    List<String> labels() {
        return values(reader.committed(names.of(Topic.SOFT_LABELS)));
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return reader.committed(names.of(Topic.DEAD_LETTERS));
    }

    static List<String> expectedLabels(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "label of text " + number)
                .toList();
    }

    String promptsTopic() {
        return names.of(Topic.PROMPTS);
    }

    double count(String meter, String... tags) {
        var counter = meters.find(meter).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    /** Records and markers that the group has not committed. */
    long lag() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = kafka.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> ends = new HashMap<>(reader.highWaterMarks(names.of(Topic.PROMPTS)));
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue()
                        - Optional.ofNullable(committed.get(end.getKey()))
                                .map(OffsetAndMetadata::offset)
                                .orElse(0L))
                .sum();
    }

    private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
    }
}
