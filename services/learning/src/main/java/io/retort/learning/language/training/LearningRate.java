package io.retort.learning.language.training;

import java.util.Optional;

/**
 * How far a step goes: a linear warm-up, then constant, since a stream has no end; and, on demand, a linear decay to 0.
 *
 * @param peak the constant, above 0 to 1
 * @param warmUpSteps steps until it is reached, 0 to 1,000,000
 * @param decay when it is given up, if it is
 */
public record LearningRate(float peak, int warmUpSteps, Optional<Decay> decay) {

    private static final int MOST_STEPS = 1_000_000;

    public LearningRate {
        if (!(peak > 0 && peak <= 1)) {
            throw new IllegalArgumentException("learningRate is " + peak + "; allowed: above 0, at most 1");
        }
        requireWithin("warmUpSteps", warmUpSteps, 0);
    }

    /**
     * A decay to 0, after which nothing is learned.
     *
     * @param fromStep the last step of the full rate, at least 0
     * @param steps how many steps it takes, 1 to 1,000,000
     */
    public record Decay(long fromStep, int steps) {
        public Decay {
            if (fromStep < 0) {
                throw new IllegalArgumentException("decayFromStep is " + fromStep + "; allowed: 0 or more");
            }
            requireWithin("decaySteps", steps, 1);
        }

        private double share(long step) {
            return Math.min(1, Math.max(0, (double) (fromStep + steps - step) / steps));
        }
    }

    /** The same, with another decay. */
    public LearningRate withDecay(Optional<Decay> decay) {
        return new LearningRate(peak, warmUpSteps, decay);
    }

    /** @param step of the optimizer, from 1 */
    double at(long step) {
        double warmth = Math.min(1, (double) step / Math.max(1, warmUpSteps));
        return peak * warmth * decay.map(d -> d.share(step)).orElse(1.0);
    }

    private static void requireWithin(String name, int value, int least) {
        if (value < least || value > MOST_STEPS) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: " + least + " to " + MOST_STEPS);
        }
    }
}
