package io.retort.schemas.label;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes numbers as {@link PackedReader} reads them. */
final class PackedWriter {

    /** Most bytes that {@link #varint} writes. */
    static final int MOST_VARINT_BYTES = 5;

    private final ByteBuffer bytes;

    PackedWriter(int mostBytes) {
        this.bytes = ByteBuffer.allocate(mostBytes);
    }

    void unsignedByte(int value) {
        bytes.put((byte) value);
    }

    void unsignedShort(int value) {
        bytes.putShort((short) value);
    }

    /** A number of at least 0. */
    void varint(int value) {
        int rest = value;
        while (rest >= 0x80) {
            bytes.put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    void bytes(byte[] values) {
        bytes.put(values);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
