package io.retort.schemas.label;

import java.nio.ByteBuffer;

/** Reads numbers from bytes that may end at any point. */
final class PackedReader {

    private final ByteBuffer bytes;

    PackedReader(ByteBuffer bytes) {
        this.bytes = bytes.slice(); // big-endian, and the caller's position stays
    }

    int remaining() {
        return bytes.remaining();
    }

    int unsignedByte() throws MalformedBytesException {
        require(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    int unsignedShort() throws MalformedBytesException {
        require(Short.BYTES);
        return Short.toUnsignedInt(bytes.getShort());
    }

    /** A number from 0 to 2^31 - 1 in groups of seven bits, lowest first; only its shortest form is allowed. */
    int varint() throws MalformedBytesException {
        long value = 0;
        for (int i = 0; i < PackedWriter.MOST_VARINT_BYTES; i++) {
            int next = unsignedByte();
            value |= (long) (next & 0x7F) << (7 * i);
            if (next < 0x80) {
                if (value > Integer.MAX_VALUE || (next == 0 && i > 0)) {
                    break;
                }
                return (int) value;
            }
        }
        throw new MalformedBytesException("number", "a number above 2^31 - 1, or not in its shortest form");
    }

    /** The bytes that are left, to be read by another; none is left here. */
    ByteBuffer takeRest() {
        ByteBuffer rest = bytes.slice();
        bytes.position(bytes.limit());
        return rest;
    }

    private void require(int count) throws MalformedBytesException {
        if (bytes.remaining() < count) {
            throw new MalformedBytesException("truncated", "the bytes end within a distribution");
        }
    }
}
