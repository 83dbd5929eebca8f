package io.retort.schemas.label;

import java.nio.ByteBuffer;

/** Reads what a {@link RangeEncoder} wrote, from bytes that may be anything. */
final class RangeDecoder {

    private final ByteBuffer bytes;
    /** As the encoder's, without its carries: what remains of it after them decides where the message ends. */
    private long low;

    private long range = RangeEncoder.BOUND_MASK;
    /** How far the message's number lies above {@code low}; below the range. */
    private long above;
    /** How many bytes were taken past the end; zeros stand there. */
    private int past;

    /** @param bytes from the message's first byte to its last; its position moves */
    RangeDecoder(ByteBuffer bytes) throws MalformedBytesException {
        this.bytes = bytes;
        for (int i = 0; i < RangeEncoder.BOUND_BYTES; i++) {
            above = above << 8 | next();
        }
        if (above >= range) {
            throw new MalformedBytesException("range", "a number that no message has");
        }
    }

    /** Where in {@code total} the next symbol's interval lies: a number of 0 to below total, within the interval. */
    long target(long total) throws MalformedBytesException {
        long target = above / (range / total);
        if (target >= total) {
            throw new MalformedBytesException("range", "a number that lies in no symbol's interval");
        }
        return target;
    }

    /** Takes the symbol whose interval {@link #target} fell into. */
    void take(long start, long size, long total) throws MalformedBytesException {
        range /= total;
        low = (low + start * range) & RangeEncoder.BOUND_MASK;
        above -= start * range;
        range *= size;
        while (range < RangeEncoder.LEAST_RANGE) {
            above = above << 8 | next();
            low = (low << 8) & RangeEncoder.BOUND_MASK;
            range <<= 8;
        }
    }

    /** One of {@code total} symbols that are as likely as each other. */
    long uniform(long total) throws MalformedBytesException {
        long symbol = target(total);
        take(symbol, 1, total);
        return symbol;
    }

    /** Checks that the message ends here, the one way an encoder ends it. */
    void finish() throws MalformedBytesException {
        int kept = RangeEncoder.endBytes(low, range);
        int left = bytes.remaining() - past;
        int expected = kept - RangeEncoder.BOUND_BYTES;
        if (left > expected) {
            throw new MalformedBytesException("trailing-bytes", left - expected + " bytes after the last symbol");
        }
        if (left < expected) {
            throw new MalformedBytesException("truncated", "the bytes end within the last symbol");
        }
        if (above != RangeEncoder.end(low, kept) - low) {
            throw new MalformedBytesException("ending", "a last symbol that is not in its shortest form");
        }
    }

    private int next() throws MalformedBytesException {
        if (bytes.hasRemaining()) {
            return Byte.toUnsignedInt(bytes.get());
        }
        past++;
        if (past > RangeEncoder.BOUND_BYTES) {
            throw new MalformedBytesException("truncated", "the bytes end within a symbol");
        }
        return 0;
    }
}
