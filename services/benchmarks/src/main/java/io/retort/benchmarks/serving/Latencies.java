package io.retort.benchmarks.serving;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long requests took, every one of them, in nanoseconds and sorted. */
final class Latencies {

    private final long[] sorted;
    private final double seconds;

    /**
     * @param nanoseconds of each request, at least one
     * @param seconds how long was measured
     */
    Latencies(long[] nanoseconds, double seconds) {
        if (nanoseconds.length == 0) {
            throw new IllegalArgumentException("no request was answered");
        }
        this.sorted = nanoseconds.clone();
        this.seconds = seconds;
        Arrays.sort(sorted);
    }

    static Latencies together(List<Latencies> parts) {
        long[] all =
                parts.stream().flatMapToLong(part -> Arrays.stream(part.sorted)).toArray();
        return new Latencies(
                all, parts.stream().mapToDouble(part -> part.seconds).sum());
    }

    /** The least that so large a share of the requests did not exceed (nearest rank), in milliseconds. */
    double quantile(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }

    /** Such as {@code p50 1.21 ms, p99 3.40 ms, 812 requests/s (4060 of them)}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p99 %.2f ms, %.0f requests/s (%d of them)",
                quantile(0.5),
                quantile(0.99),
                sorted.length / seconds,
                sorted.length);
    }
}
