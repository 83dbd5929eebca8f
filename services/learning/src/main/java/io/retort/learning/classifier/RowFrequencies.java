package io.retort.learning.classifier;

import java.util.Arrays;

/** In how many of the texts learned from each row occurred, and the weight that follows from it. Not thread-safe. */
final class RowFrequencies {

    private long texts;
    private final long[] counts;
    private final double[] logarithms; // of each count + 1

    RowFrequencies(int rows) {
        counts = new long[rows];
        logarithms = new double[rows];
    }

    /**
     * @param texts how many were counted
     * @param counts of each row, from 0 to texts; copied
     */
    RowFrequencies(long texts, long[] counts) {
        this.texts = texts;
        this.counts = counts.clone();
        this.logarithms =
                Arrays.stream(counts).mapToDouble(RowFrequencies::logarithm).toArray();
    }

    /** @param rows of one text, distinct */
    void count(int[] rows) {
        texts++;
        for (int row : rows) {
            counts[row]++;
            logarithms[row] = logarithm(counts[row]);
        }
    }

    /**
     * The square root of the inverse document frequency {@code 1 + ln((texts + 1) / (count + 1))} (Sparck Jones 1972,
     * smoothed so that it is defined from the first text on); at least 1. Strict arithmetic: its bits are the same anywhere.
     */
    float weight(int row) {
        return weight(StrictMath.log(texts + 1.0), row);
    }

    /** The weight of every row. */
    float[] weights() {
        double logarithm = StrictMath.log(texts + 1.0);
        float[] weights = new float[counts.length];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = weight(logarithm, row);
        }
        return weights;
    }

    /**
     * The weights of a text's rows, scaled so that their squares sum to 1.
     *
     * @param rows distinct, at least one
     */
    float[] normalizedWeights(int[] rows) {
        double logarithm = StrictMath.log(texts + 1.0);
        float[] weights = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            weights[i] = weight(logarithm, rows[i]);
        }
        UnitLength.scale(weights);
        return weights;
    }

    long texts() {
        return texts;
    }

    long[] counts() {
        return counts.clone();
    }

    private float weight(double logarithmOfTexts, int row) {
        return (float) Math.sqrt(1 + logarithmOfTexts - logarithms[row]);
    }

    private static double logarithm(long count) {
        return StrictMath.log(count + 1.0);
    }
}
