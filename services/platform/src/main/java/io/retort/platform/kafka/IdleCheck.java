package io.retort.platform.kafka;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Whether the input has been at its end for long enough that the loop may end by itself. */
final class IdleCheck {

    private static final Duration ASK_LIMIT = Duration.ofSeconds(5);

    private final Optional<Duration> limit;
    private final Time time;
    private boolean joined;
    private long quietSince;

    /** @param limit how long; empty for never */
    IdleCheck(Optional<Duration> limit, Time time) {
        this.limit = limit;
        this.time = time;
        this.quietSince = time.nanos();
    }

    /** The group has said which partitions are ours, if any: before that, quiet means nothing. */
    void joined() {
        joined = true;
        busy();
    }

    /** There is work. */
    void busy() {
        quietSince = time.nanos();
    }

    /** Whether it has been quiet for long enough, and the partitions held are read to their ends. */
    boolean isIdle(Consumer<byte[], byte[]> consumer) {
        if (limit.isEmpty() || !joined || time.since(quietSince).compareTo(limit.get()) < 0) {
            return false;
        }
        if (isAtEnd(consumer)) {
            return true;
        }
        busy();
        return false;
    }

    private static boolean isAtEnd(Consumer<byte[], byte[]> consumer) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), ASK_LIMIT);
            return ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), ASK_LIMIT) >= end.getValue());
        } catch (TimeoutException e) {
            return false; // the broker is away: that is not the input's end
        }
    }
}
