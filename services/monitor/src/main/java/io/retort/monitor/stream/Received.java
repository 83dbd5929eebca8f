package io.retort.monitor.stream;

import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodec;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A value as it was read: a record that cannot be read is counted, and does not end the stream.
 *
 * @param bytes of the value; 0 where there is none
 */
record Received<T>(Decoded<T> decoded, long bytes) {

    /** Reads a kind of record. */
    static <T extends SpecificRecord> Deserializer<Received<T>> by(RecordCodec<T> codec) {
        return (topic, data) -> new Received<>(codec.decode(data), data == null ? 0 : data.length);
    }

    /** Looks at the value's length alone. */
    static Deserializer<Received<Long>> unread() {
        return (topic, data) -> {
            long bytes = data == null ? 0 : data.length;
            return new Received<>(new Decoded.Read<>(bytes), bytes);
        };
    }
}
