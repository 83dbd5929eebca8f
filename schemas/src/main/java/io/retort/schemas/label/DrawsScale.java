package io.retort.schemas.label;

/**
 * Amounts of at least 0 as codes of 10 bits: code c stands for {@code most (c / 1023)^2}, fine near 0. An amount up to
 * {@code most} comes back within half a step, {@code sqrt(most x) / 1023} and at most {@code most / 4,186,116} more; a larger
 * one as {@code most}.
 */
final class DrawsScale {

    /**
     * Entropies in nats: none is above 21.5, the logarithm of the largest label space. Error at most {@code 0.0046 sqrt(x)
     * + 6e-6}.
     */
    static final DrawsScale ENTROPY = new DrawsScale(22);

    /**
     * Log-probabilities of what was drawn, without their sign; a probability below 1.3e-14 comes back as that. Error at most
     * {@code 0.0056 sqrt(x) + 8e-6}.
     */
    static final DrawsScale SURPRISAL = new DrawsScale(32);

    private static final int LARGEST = 1023;

    private final double most;

    private DrawsScale(double most) {
        this.most = most;
    }

    int code(double amount) {
        return (int) Math.rint(LARGEST * Math.sqrt(Math.min(most, amount) / most));
    }

    float amount(long code) {
        double root = (double) code / LARGEST;
        return (float) (most * root * root);
    }

    /** How many codes there are for amounts up to this one. */
    int codesUpTo(double amount) {
        return code(amount) + 1;
    }
}
