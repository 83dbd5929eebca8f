package io.retort.benchmarks;

import java.util.Locale;

/**
 * How fast something went.
 *
 * @param perSecond on the wall; falls with whatever else the machine does
 * @param perProcessorSecond for each second that this whole process kept a processor busy; others change it little
 */
public record Rate(double perSecond, double perProcessorSecond) {

    /** How many times as many for the same use of the processor. */
    public double over(Rate other) {
        return perProcessorSecond / other.perProcessorSecond;
    }

    /** Such as {@code 310/s (298 a processor second)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f/s (%.0f a processor second)", perSecond, perProcessorSecond);
    }
}
