package io.retort.producer.source;

import io.retort.schemas.record.Sha256;

/**
 * How far a source has been read.
 *
 * @param records given so far, refused ones included
 * @param bytes read so far; 0 for a source that is not bytes
 * @param prefixHash what must be found again at the next start: SHA-256 of those bytes, or of what else makes the source
 *     what it is
 */
public record ReadPosition(long records, long bytes, Sha256 prefixHash) {

    /** The beginning of any source. */
    public static final ReadPosition START = new ReadPosition(0, 0, new Sha256(new byte[32]));

    public ReadPosition {
        if (records < 0 || bytes < 0) {
            throw new IllegalArgumentException("position of " + records + " records and " + bytes + " bytes");
        }
    }

    /** Whether nothing has been read. */
    public boolean isStart() {
        return records == 0 && bytes == 0;
    }
}
