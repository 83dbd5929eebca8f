package io.retort.cli.quickstart;

import io.retort.schemas.label.Fingerprints;
import java.nio.ByteBuffer;

/**
 * Which texts of an input the student never sees. Decided by a hash of the text, so that equal texts are on the same side,
 * and at each run the same ones.
 *
 * @param share from 0 to 1
 */
record HoldOut(double share) {

    boolean holds(String text) {
        return place(text) < share;
    }

    /** A number from 0 to 1, evenly spread over texts. */
    static double place(String text) {
        byte[] hash = Fingerprints.ofText(text).bytes();
        return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
    }
}
