package io.retort.schemas.label;

/**
 * Log-probabilities as 16-bit codes. Code c of 0 to 65,534 stands for {@code -64 (c / 65534)^2} nats: steps are fine near
 * 0, where the probability is, and coarse far below. Code 65,535 stands for negative infinity, the logarithm of nothing.
 *
 * <p>A log-probability x of -64 to 0 comes back with an error of at most {@code 1.25e-4 sqrt(-x)} nats (half a step, plus
 * the rounding to float), so below 0.001 everywhere, and 0.0004 down to -10. What is smaller than -64 comes back as -64, a
 * probability of 1.6e-28.
 *
 * <p>Probabilities that sum to 1 before sum to 1 within {@code 1.25e-4 sqrt(H)} after, where H is their entropy in nats
 * (Jensen's inequality over the bound above); H is at most 21.5 for the largest label space, which makes 0.0006.
 */
final class LogProbabilityScale {

    /** Stands for negative infinity. */
    static final int NOTHING = 0xFFFF;

    private static final int LARGEST = 0xFFFE;
    private static final double FLOOR = -64;

    private static final float[] LOG_PROBABILITIES = new float[LARGEST + 1];
    private static final double[] PROBABILITIES = new double[LARGEST + 1];

    static {
        for (int code = 0; code <= LARGEST; code++) {
            double root = (double) code / LARGEST;
            LOG_PROBABILITIES[code] = (float) (FLOOR * root * root);
            PROBABILITIES[code] = StrictMath.exp(LOG_PROBABILITIES[code]);
        }
        LOG_PROBABILITIES[0] = 0; // not the negative zero the product gives
    }

    private LogProbabilityScale() {}

    /** The code of a log-probability, from 0 to 65,534; one below -64 has the last. */
    static int code(double logProbability) {
        return (int) Math.rint(LARGEST * Math.sqrt(Math.max(FLOOR, logProbability) / FLOOR));
    }

    /** The log-probability of a code that is not {@link #NOTHING}: from -64 to 0. */
    static float logProbability(int code) {
        return LOG_PROBABILITIES[code];
    }

    /** The probability of a code, from 0 to 1. */
    static double probability(int code) {
        return code == NOTHING ? 0 : PROBABILITIES[code];
    }
}
