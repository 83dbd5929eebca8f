package io.retort.learning.language.training;

/**
 * Of AdamW, as optimizers.py does it.
 *
 * @param decay of weights, as a share of the learning rate, 0 to 1; vectors do not decay
 * @param largestNorm to which a step's gradient is scaled down, above 0
 * @param meanDecay of the moving average of gradients (beta 1), 0 to below 1
 * @param squareDecay of that of their squares (beta 2), 0 to below 1
 */
public record OptimizerSettings(float decay, float largestNorm, float meanDecay, float squareDecay) {

    private static final double EPSILON = 1e-8;

    public OptimizerSettings {
        if (!(decay >= 0 && decay <= 1)) {
            throw new IllegalArgumentException("weightDecay is " + decay + "; allowed: 0 to 1");
        }
        if (!(largestNorm > 0 && largestNorm < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("largestNorm is " + largestNorm + "; allowed: a number above 0");
        }
        requireShare("meanDecay", meanDecay);
        requireShare("squareDecay", squareDecay);
    }

    /** What most small language models are trained with. */
    public static OptimizerSettings defaults() {
        return new OptimizerSettings(0.01f, 1, 0.9f, 0.95f);
    }

    /** As optimizers.py takes them, for matrices. */
    double[] ofMatrices(double rate) {
        return options(rate, shortest(decay));
    }

    /** As optimizers.py takes them, for vectors. */
    double[] ofVectors(double rate) {
        return options(rate, 0);
    }

    private double[] options(double rate, double decay) {
        return new double[] {rate, decay, shortest(meanDecay), shortest(squareDecay), EPSILON};
    }

    /** The double that is written as the float is: 0.9 rather than 0.8999999762. */
    private static double shortest(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    private static void requireShare(String name, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: 0 to below 1");
        }
    }
}
