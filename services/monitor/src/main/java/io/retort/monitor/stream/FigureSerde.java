package io.retort.monitor.stream;

import io.retort.schemas.record.Figure;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodecs;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Figures as they lie in the monitor's own stores. */
final class FigureSerde {

    private FigureSerde() {}

    static Serde<Figure> create() {
        return Serdes.serdeFrom(
                (topic, figure) -> RecordCodecs.figure().encode(figure), (topic, data) -> read(topic, data));
    }

    private static Figure read(String topic, byte @Nullable [] data) {
        return RecordCodecs.figure().decode(data).match(read -> read, fault -> fail(topic, fault));
    }

    private static Figure fail(String topic, Decoded.Unreadable<Figure> fault) {
        throw new SerializationException(topic + " holds what is not a figure: " + fault.message());
    }
}
