package io.retort.platform.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a loop reads on when the consumer does not know by itself. Kafka's own reset is switched off, because it also skips
 * silently what the topic gave up before it was read.
 */
final class LoopPositions {

    private static final Logger log = LoggerFactory.getLogger(LoopPositions.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final LoopMetrics metrics;

    LoopPositions(Consumer<byte[], byte[]> consumer, LoopMetrics metrics) {
        this.consumer = consumer;
        this.metrics = metrics;
    }

    /** A group that has committed nothing of a partition begins at its start. */
    void begin(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            log.atInfo()
                    .addKeyValue("topic", partition.topic())
                    .addKeyValue("partition", partition.partition())
                    .log("Nothing is committed; reading from the start");
        }
        consumer.seekToBeginning(partitions);
    }

    /**
     * Goes on at the start of a partition whose next records have been deleted, and says what is lost.
     *
     * @throws OffsetOutOfRangeException if the position lies behind the partition's end instead: the log was cut, and going
     *     on would hide it
     */
    void skipGap(OffsetOutOfRangeException gap) {
        Map<TopicPartition, Long> starts =
                consumer.beginningOffsets(gap.offsetOutOfRangePartitions().keySet(), LIMIT);
        for (var position : gap.offsetOutOfRangePartitions().entrySet()) {
            Long start = starts.get(position.getKey());
            if (start == null || start <= position.getValue()) {
                throw gap;
            }
            log.atError()
                    .addKeyValue("topic", position.getKey().topic())
                    .addKeyValue("partition", position.getKey().partition())
                    .addKeyValue("from", position.getValue())
                    .addKeyValue("to", start)
                    .log("Records were deleted before they were read; going on after them");
            metrics.gap(start - position.getValue());
            consumer.seek(position.getKey(), start);
        }
    }

    /**
     * Goes back to what is committed, in all partitions held.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if the broker does not answer, or the last transaction is not
     *     settled yet: try again
     */
    void rewind() {
        Set<TopicPartition> assigned = consumer.assignment();
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(assigned, LIMIT);
        for (TopicPartition partition : assigned) {
            OffsetAndMetadata next = committed.get(partition);
            if (next == null) {
                begin(Set.of(partition));
            } else {
                consumer.seek(partition, next);
            }
        }
    }
}
