package io.retort.benchmarks.codec;

import io.retort.benchmarks.Estimate;
import java.util.List;
import java.util.Locale;

/**
 * How much of what soft labels gain over hard ones a scheme keeps, by paired seeds.
 *
 * @param gap what students lose by hard labels: their held-out loss less that of full labels, of each seed
 */
record Verdict(Estimate gap) {

    /** With a smaller gap than that, whatever lies between hard and full labels lies within chance. */
    static final double STANDARD_ERRORS = 4;

    /**
     * Of two seeds or more.
     *
     * @param hard held-out losses, one a seed
     * @param full the same of the same seeds
     */
    static Verdict of(List<Double> hard, List<Double> full) {
        double[] gaps = new double[hard.size()];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = hard.get(i) - full.get(i);
        }
        return new Verdict(Estimate.of(gaps));
    }

    boolean isOne() {
        return gap.mean() >= STANDARD_ERRORS * gap.standardError() && gap.mean() > 0;
    }

    /** Such as {@code 93% of the gap}, or that nothing can be said. */
    String of(double hard, double scheme) {
        return isOne()
                ? String.format(Locale.ROOT, "%.0f%% of the gap", 100 * (hard - scheme) / gap.mean())
                : "no verdict";
    }
}
