package io.retort.platform.deployment;

import io.retort.platform.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads a topic of one partition from its beginning on. Used by one thread, except for {@link #wakeup}. */
final class PartitionFollower implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker;

    /** @param taker is given each committed record, in order */
    PartitionFollower(
            KafkaClients clients, String topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        this.partition = new TopicPartition(topic, 0);
        this.taker = taker;
        this.consumer = clients.consumer(Map.of("auto.offset.reset", "earliest"));
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    void poll(Duration wait) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            taker.accept(record);
        }
    }

    /**
     * Takes all that was committed before this call.
     *
     * @throws TimeoutException if the broker does not give it within the time
     */
    void catchUp(Duration limit) {
        long end = Objects.requireNonNull(
                consumer.endOffsets(List.of(partition), limit).get(partition), "a partition asked for is answered");
        readTo(end, limit);
    }

    /** Takes all before an offset. */
    void readTo(long end, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (consumer.position(partition, limit) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(
                        partition.topic() + " could not be read to its end within " + limit.toMillis() + " ms");
            }
            poll(POLL);
        }
    }

    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
