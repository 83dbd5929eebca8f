package io.retort.benchmarks.agreement;

import java.util.Arrays;
import java.util.Locale;

/**
 * A mean over runs.
 *
 * @param mean of the runs' figures
 * @param standardError of the mean: the runs' standard deviation over the square root of their number
 */
record Estimate(double mean, double standardError) {

    /** @param figures of two runs or more */
    static Estimate of(double... figures) {
        double mean = Arrays.stream(figures).sum() / figures.length;
        double squares =
                Arrays.stream(figures).map(x -> (x - mean) * (x - mean)).sum();
        return new Estimate(mean, Math.sqrt(squares / (figures.length - 1) / figures.length));
    }

    String asPercent() {
        return String.format(Locale.ROOT, "%.2f%% +- %.2f", 100 * mean, 100 * standardError);
    }
}
