package io.retort.schemas.label;

import java.io.ByteArrayOutputStream;

/** Writes numbers as {@link PackedReader} reads them. */
final class PackedWriter {

    private final ByteArrayOutputStream bytes;

    PackedWriter(int expectedBytes) {
        this.bytes = new ByteArrayOutputStream(expectedBytes);
    }

    void unsignedByte(int value) {
        bytes.write(value);
    }

    void unsignedShort(int value) {
        bytes.write(value >>> 8);
        bytes.write(value);
    }

    /** A number of at least 0. */
    void varint(int value) {
        int rest = value;
        while (rest >= 0x80) {
            bytes.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
