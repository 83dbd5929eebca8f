package io.retort.schemas.label;

/**
 * How likely the ids of a vocabulary are held to be: about {@code 1 / (id + 300)}, since tokenizers number their tokens by
 * frequency, roughly. In integers: over the octaves of {@code id + 300} the law is flat, so its sum is linear between powers of
 * two, in steps of 2^-24; every id has at least one step of 2^-31 of it.
 *
 * <p>Ids are written in ascending order. The smallest of m ids that are left to come, each from the law, is at x or beyond with
 * the m-th power of the law's share beyond x: so a set of ids costs no more than its ids in any order less the order.
 */
final class IdLaw {

    private static final int OFFSET = 300;
    private static final int FRACTION_BITS = 24;
    private static final int SHARE_BITS = 31;

    private final int size;
    private final long end;

    /** @param size of the label space, at least 1 */
    IdLaw(int size) {
        this.size = size;
        this.end = sumBelow(size);
    }

    /**
     * Writes the smallest of the ids that are left.
     *
     * @param least the smallest it can be: above the id before, else 0
     * @param left how many are left, this one included: the others are larger
     */
    void write(int id, int least, int left, RangeEncoder to) {
        long start = below(id, least, left);
        to.encode(start, below(id + 1, least, left) - start, below(size - left + 1, least, left));
    }

    /** Reads what {@link #write} wrote; there must be at least {@code left} ids from {@code least} on. */
    int read(int least, int left, RangeDecoder from) throws MalformedBytesException {
        int limit = size - left + 1;
        long total = below(limit, least, left);
        long target = from.target(total);
        int low = least;
        int high = limit - 1;
        while (low < high) {
            int middle = (int) (((long) low + high + 1) >>> 1);
            if (below(middle, least, left) <= target) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        long start = below(low, least, left);
        from.take(start, below(low + 1, least, left) - start, total);
        return low;
    }

    /** The law's sum over the ids from {@code least} to below {@code id}, in steps; strictly ascending. */
    private long below(int id, int least, int left) {
        long beyond = end - sumBelow(least);
        long share = ((end - sumBelow(id)) << SHARE_BITS) / beyond;
        return (1L << SHARE_BITS) - power(share, left) + (id - least);
    }

    private static long power(long share, int exponent) {
        long result = 1L << SHARE_BITS;
        long square = share;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                result = result * square >>> SHARE_BITS;
            }
            square = square * square >>> SHARE_BITS;
        }
        return result;
    }

    private static long sumBelow(int id) {
        long shifted = (long) id + OFFSET;
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(shifted);
        long within = shifted - (1L << octave);
        return ((long) octave << FRACTION_BITS) + ((within << FRACTION_BITS) >>> octave);
    }
}
