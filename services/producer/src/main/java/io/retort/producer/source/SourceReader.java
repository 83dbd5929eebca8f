package io.retort.producer.source;

import java.time.Duration;
import java.util.Optional;

/** Reads one source, record by record. For use by one thread. */
public interface SourceReader extends AutoCloseable {

    /**
     * The next record, or that there is none.
     *
     * @param wait how long to wait for a source that has nothing at the moment, zero or more
     * @throws UnusableSourceException if the source cannot be read any further, or is found not to be what was read before
     */
    ReadOutcome next(Duration wait);

    /** The position behind the last record given. */
    ReadPosition position();

    /** The offsets that are to be committed together with the position, for a source that is a topic. */
    default Optional<GroupOffsets> groupOffsets() {
        return Optional.empty();
    }

    @Override
    void close();
}
