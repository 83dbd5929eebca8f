package io.retort.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning to their end, to see what a test has left there. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String bootstrapServers;

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Every committed record, partition by partition, in the order of their offsets, up to the high water mark as it is
     * now. Waits for transactions that are open.
     */
    public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        // The end a read_committed consumer is told hides what is committed behind an open transaction.
        return read(topic, IsolationLevel.READ_COMMITTED, highWaterMarks(topic));
    }

    /** The committed records that stand before every open transaction. Waits for none. */
    public List<ConsumerRecord<byte[], byte[]>> stable(String topic) {
        return read(topic, IsolationLevel.READ_COMMITTED, lastStableOffsets(topic));
    }

    /** Every record, aborted ones and those of open transactions too, in the same order. */
    public List<ConsumerRecord<byte[], byte[]>> uncommitted(String topic) {
        return read(topic, IsolationLevel.READ_UNCOMMITTED, highWaterMarks(topic));
    }

    /** How far a partition goes: where the next record will be written. */
    public Map<TopicPartition, Long> highWaterMarks(String topic) {
        return ends(topic, IsolationLevel.READ_UNCOMMITTED);
    }

    /** How far a reader of committed records comes. Below the high water mark while a transaction is open. */
    public Map<TopicPartition, Long> lastStableOffsets(String topic) {
        return ends(topic, IsolationLevel.READ_COMMITTED);
    }

    private Map<TopicPartition, Long> ends(String topic, IsolationLevel isolation) {
        try (Consumer<byte[], byte[]> consumer = consumer(isolation)) {
            return new HashMap<>(consumer.endOffsets(partitions(consumer, topic)));
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(
            String topic, IsolationLevel isolation, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = consumer(isolation)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (!reached(consumer, ends)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError(topic + " could not be read to " + ends + " within " + LIMIT.toSeconds()
                            + " s; is a transaction open?");
                }
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    read.computeIfAbsent(new TopicPartition(topic, found.partition()), p -> new ArrayList<>())
                            .add(found);
                }
            }
            return inOrder(partitions, read, ends);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> inOrder(
            List<TopicPartition> partitions,
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> read,
            Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .flatMap(partition -> read.getOrDefault(partition, List.of()).stream()
                        .filter(found -> found.offset() < ends.getOrDefault(partition, 0L)))
                .toList();
    }

    private static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                .toList();
    }

    private Consumer<byte[], byte[]> consumer(IsolationLevel isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "topic-reader-" + UUID.randomUUID(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation.toString().toLowerCase(Locale.ROOT),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
