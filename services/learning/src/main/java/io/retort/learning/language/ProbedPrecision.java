package io.retort.learning.language;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a probe found on a machine.
 *
 * @param fastest the one to use
 * @param times the shortest time of the same products in each precision that the machine has
 */
public record ProbedPrecision(Precision fastest, Map<Precision, Duration> times) {

    /** A more involved precision has to be this much faster than a simpler one. */
    private static final double ADVANTAGE = 1.1;

    public ProbedPrecision {
        times = Collections.unmodifiableMap(new EnumMap<>(times));
    }

    /** @param times of at least one precision */
    static ProbedPrecision of(Map<Precision, Duration> times) {
        Precision best = Precision.FLOAT32;
        double bound = Double.POSITIVE_INFINITY;
        for (Map.Entry<Precision, Duration> entry : new EnumMap<>(times).entrySet()) {
            double time = entry.getValue().toNanos();
            if (time < bound) {
                best = entry.getKey();
                bound = time / ADVANTAGE;
            }
        }
        return new ProbedPrecision(best, times);
    }
}
