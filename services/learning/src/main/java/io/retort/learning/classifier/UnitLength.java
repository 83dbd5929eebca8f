package io.retort.learning.classifier;

/** Scaling of vectors to length 1, in one order of summation for learning and for serving. */
final class UnitLength {

    private UnitLength() {}

    /** @param values not all 0 */
    static void scale(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
    }
}
