package io.retort.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * A mean over runs.
 *
 * @param mean of the runs' figures
 * @param standardError of the mean: the runs' standard deviation over the square root of their number
 */
public record Estimate(double mean, double standardError) {

    /**
     * Of some runs.
     *
     * @param figures of two runs or more
     */
    public static Estimate of(double... figures) {
        double mean = Arrays.stream(figures).sum() / figures.length;
        double squares =
                Arrays.stream(figures).map(x -> (x - mean) * (x - mean)).sum();
        return new Estimate(mean, Math.sqrt(squares / (figures.length - 1) / figures.length));
    }

    /** Such as {@code 85.20% +- 0.11}. */
    public String asPercent() {
        return String.format(Locale.ROOT, "%.2f%% +- %.2f", 100 * mean, 100 * standardError);
    }
}
