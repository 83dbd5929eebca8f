package io.retort.monitor.stream;

import io.retort.monitor.figure.Contribution;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/** What a record of one source adds to the figures. */
@FunctionalInterface
interface Counting<T> {

    Optional<Contribution> of(T value, Record<byte[], Received<T>> record);

    /** Of key and value. */
    static long bytesOf(Record<byte[], ? extends Received<?>> record) {
        return (record.key() == null ? 0 : record.key().length) + record.value().bytes();
    }
}
