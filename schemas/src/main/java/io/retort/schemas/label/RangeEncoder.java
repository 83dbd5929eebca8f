package io.retort.schemas.label;

import java.io.ByteArrayOutputStream;

/**
 * Writes symbols in about as many bits as their probabilities say, in integer arithmetic (Martin 1979, "Range encoding: an
 * algorithm for removing redundancy from a digitised message"). A symbol is an interval of {@code total}; the encoder narrows
 * an interval of numbers to it, and writes the leading bytes that all of its numbers share.
 */
final class RangeEncoder {

    /** Largest allowed total: far enough below the range that rounding costs below 0.006 bits a symbol. */
    static final long MOST_TOTAL = 1L << 40;

    /** Bytes of the interval's bounds. */
    static final int BOUND_BYTES = 7;

    static final int TOP_SHIFT = 8 * (BOUND_BYTES - 1);
    static final long BOUND_MASK = (1L << (8 * BOUND_BYTES)) - 1;
    static final long LEAST_RANGE = 1L << TOP_SHIFT;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long low;
    private long range = BOUND_MASK;
    /** The last byte that is not yet certain, since a carry may still raise it; negative before there is one. */
    private int held = -1;
    /** How many bytes 0xFF stand behind the held one: a carry would run through them. */
    private int heldFull;

    /** Writes the symbol that takes {@code size} of {@code total} from {@code start} on; the size is at least 1. */
    void encode(long start, long size, long total) {
        range /= total;
        low += start * range;
        range *= size;
        while (range < LEAST_RANGE) {
            shift();
            range <<= 8;
        }
    }

    /** Ends the message and gives its bytes; nothing may be written after. */
    byte[] finish() {
        int kept = endBytes(low, range);
        low = end(low, kept);
        for (int i = 0; i < kept; i++) {
            shift();
        }
        flush(low > BOUND_MASK ? 1 : 0);
        return bytes.toByteArray();
    }

    /** How many bytes it takes to name a number of the interval, if zeros follow. */
    static int endBytes(long low, long range) {
        int kept = 0;
        while (end(low, kept) - low >= range) {
            kept++;
        }
        return kept;
    }

    /** The smallest number from low on that has only zeros behind so many bytes. */
    static long end(long low, int kept) {
        long rest = BOUND_MASK >>> (8 * kept);
        return (low + rest) & ~rest;
    }

    private void shift() {
        int top = (int) (low >>> TOP_SHIFT);
        if (top == 0xFF) {
            heldFull++;
        } else {
            flush(top >>> 8);
            held = top & 0xFF;
        }
        low = (low << 8) & BOUND_MASK;
    }

    private void flush(int carry) {
        if (held >= 0) {
            bytes.write(held + carry);
        }
        for (; heldFull > 0; heldFull--) {
            bytes.write(0xFF + carry);
        }
    }
}
