package io.retort.schemas.label;

/**
 * How often ids were drawn, in the order of the ids: of the draws beyond one for each id, k fall to the next id with a weight of
 * {@code 1 / (k + 1)}, and to the last one falls what is left.
 */
final class CountLaw {

    private static final long UNIT = 1 << 16;

    private CountLaw() {}

    /** @param counts each at least 1; {@code number} in all */
    static void write(int[] counts, int number, RangeEncoder to) {
        int spare = number - counts.length;
        for (int i = 0; i < counts.length - 1; i++) {
            int more = counts[i] - 1;
            to.encode(below(more), UNIT / (more + 1), below(spare + 1));
            spare -= more;
        }
    }

    /** @param ids how many there are, 1 to {@code number} */
    static int[] read(int ids, int number, RangeDecoder from) throws MalformedBytesException {
        int[] counts = new int[ids];
        int spare = number - ids;
        for (int i = 0; i < ids - 1; i++) {
            long total = below(spare + 1);
            long target = from.target(total);
            long start = 0;
            int more = 0;
            for (; start + UNIT / (more + 1) <= target; more++) {
                start += UNIT / (more + 1);
            }
            from.take(start, UNIT / (more + 1), total);
            counts[i] = 1 + more;
            spare -= more;
        }
        counts[ids - 1] = 1 + spare;
        return counts;
    }

    /** The weights of all numbers below this one. */
    private static long below(int more) {
        long sum = 0;
        for (int k = 0; k < more; k++) {
            sum += UNIT / (k + 1);
        }
        return sum;
    }
}
