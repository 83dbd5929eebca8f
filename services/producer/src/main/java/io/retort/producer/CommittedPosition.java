package io.retort.producer;

import io.retort.producer.source.ReadPosition;
import io.retort.schemas.record.SourcePosition;
import java.time.Instant;

/**
 * How far a source has been produced.
 *
 * @param read the position in the source
 * @param refused how many of its records became dead letters
 * @param finished whether the source had ended there
 */
record CommittedPosition(ReadPosition read, long refused, boolean finished) {

    static final CommittedPosition START = new CommittedPosition(ReadPosition.START, 0, false);

    static CommittedPosition of(SourcePosition stored) {
        return new CommittedPosition(
                new ReadPosition(stored.getRecords(), stored.getBytes(), stored.getPrefixHash()),
                stored.getRefused(),
                stored.getFinished());
    }

    SourcePosition toRecord(String sourceId, Instant now) {
        return new SourcePosition(sourceId, read.records(), read.bytes(), read.prefixHash(), refused, finished, now);
    }
}
