package io.retort.platform.kafka;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the input has been at its end for long enough that the loop may end by itself. The whole group's: an instance
 * that holds nothing now may be given a partition next, and the work of one that has ended by itself falls to others only
 * after its session.
 */
final class IdleCheck {

    private static final Duration ASK_LIMIT = Duration.ofSeconds(5);

    private final String topic;
    private final Optional<Duration> limit;
    private final Time time;
    private long quietSince;

    /** @param limit how long; empty for never */
    IdleCheck(String topic, Optional<Duration> limit, Time time) {
        this.topic = topic;
        this.limit = limit;
        this.time = time;
        this.quietSince = time.nanos();
    }

    /** There is work, or it cannot be known. */
    void busy() {
        quietSince = time.nanos();
    }

    /** Whether it has been quiet for long enough, and the group has committed every partition to its end. */
    boolean isIdle(Consumer<byte[], byte[]> consumer) {
        if (limit.isEmpty() || time.since(quietSince).compareTo(limit.get()) < 0) {
            return false;
        }
        if (isAtEnd(consumer)) {
            return true;
        }
        busy();
        return false;
    }

    private boolean isAtEnd(Consumer<byte[], byte[]> consumer) {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, ASK_LIMIT).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<TopicPartition, Long> reached = new HashMap<>(consumer.beginningOffsets(partitions, ASK_LIMIT));
            consumer.committed(Set.copyOf(partitions), ASK_LIMIT)
                    .forEach((partition, committed) -> reached.merge(partition, offset(committed), Math::max));
            return consumer.endOffsets(partitions, ASK_LIMIT).entrySet().stream()
                    .allMatch(end -> reached.getOrDefault(end.getKey(), 0L) >= end.getValue());
        } catch (TimeoutException e) {
            return false; // the broker is away, or a transaction is open: that is not the input's end
        }
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }
}
