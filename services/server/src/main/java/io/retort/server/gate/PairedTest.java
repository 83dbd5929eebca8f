package io.retort.server.gate;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A paired one-sided test of non-inferiority: from how much worse the candidate is on each prompt than the live student, the
 * upper confidence bound of how much worse it is on average, {@code mean + t(1 - level, n - 1) s / sqrt(n)} (Student 1908). A
 * candidate whose true mean is the margin has a bound below the margin with the probability of the level.
 *
 * @param pairs prompts, at least 2
 * @param worse mean of the differences, positive where the candidate is worse
 * @param standardError of that mean
 * @param bound upper confidence bound of that mean; NaN if a difference is
 */
record PairedTest(int pairs, double worse, double standardError, double bound) {

    /** Of differences without a bound, such as losses. */
    static PairedTest of(double[] differences, double level) {
        return of(differences, level, 0);
    }

    /**
     * Of differences of -1, 0 and 1: right on the one and wrong on the other, or the same on both. Such differences can be so
     * rare that a sample shows none, and its variance none; no distribution of them with the margin as its mean has a variance
     * below {@code margin (1 - margin)}, so the error is taken to be no smaller than that (as a score test does, which takes
     * the variance under the hypothesis that is to be rejected).
     */
    static PairedTest ofAgreement(double[] differences, double level, double margin) {
        return of(differences, level, Math.sqrt(margin * (1 - margin) / differences.length));
    }

    private static PairedTest of(double[] differences, double level, double leastError) {
        int n = differences.length;
        if (n < 2) {
            throw new IllegalArgumentException(n + " pairs; allowed: at least 2");
        }
        double sum = 0;
        for (double difference : differences) {
            sum += difference;
        }
        double mean = sum / n;
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - mean) * (difference - mean);
        }
        double error = Math.max(Math.sqrt(squares / (n - 1) / n), leastError);
        return new PairedTest(n, mean, error, mean + TDistribution.of(n - 1).inverseSurvivalProbability(level) * error);
    }
}
