package io.retort.teacher.encoder;

import java.util.List;

/** Vectors of length 1, so that their cosine is their inner product. */
final class UnitVectors {

    private UnitVectors() {}

    /** The vector of length 1 in this direction; NaN where it has none. */
    static float[] ofDirection(double[] direction) {
        double squares = 0;
        for (double value : direction) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        float[] unit = new float[direction.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (direction[i] / length);
        }
        return unit;
    }

    /** The direction of the vectors' mean, at length 1. */
    static float[] mean(List<float[]> vectors) {
        double[] sum = new double[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        return ofDirection(sum);
    }

    static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
