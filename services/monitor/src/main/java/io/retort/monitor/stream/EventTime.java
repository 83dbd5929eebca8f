package io.retort.monitor.stream;

import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Event time from what a record holds. It is never later than the record's own time, which the broker sets: a clock that is
 * ahead would end all windows of the others. What cannot be read leaves the stream's time where it is.
 */
final class EventTime<T> implements TimestampExtractor {

    private final Function<T, Instant> time;

    private EventTime(Function<T, Instant> time) {
        this.time = time;
    }

    /** @param time of a record of the source that has this extractor */
    static <T> TimestampExtractor of(Function<T, Instant> time) {
        return new EventTime<>(time);
    }

    @Override
    @SuppressWarnings("unchecked") // the source reads nothing else
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return ((Received<T>) record.value())
                .decoded()
                .match(
                        read -> Math.min(time.apply(read).toEpochMilli(), record.timestamp()),
                        unreadable -> Math.max(partitionTime, 0));
    }
}
