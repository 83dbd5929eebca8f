package io.retort.learning.language;

import ai.djl.ndarray.NDList;
import java.util.Arrays;

/**
 * Tokens drawn from rows, row by row.
 *
 * @param count how many draws a row
 * @param ids ascending within a row, each as often as it was drawn
 * @param logProbabilities of the ids, in nats
 * @param entropies of the distributions drawn from, one a row, in nats
 */
public record DrawnTokens(int count, int[] ids, float[] logProbabilities, float[] entropies) {

    static DrawnTokens ofRows(int rows, int count) {
        int size = Math.multiplyExact(rows, count);
        return new DrawnTokens(count, new int[size], new float[size], new float[rows]);
    }

    /** The ids drawn at a row, ascending, each as often as it was drawn. */
    public int[] idsOf(int row) {
        return Arrays.copyOfRange(ids, row * count, (row + 1) * count);
    }

    /** The log-probability of draw {@code draw} of a row, in nats. */
    public float logProbability(int row, int draw) {
        return logProbabilities[row * count + draw];
    }

    void put(int begin, NDList chunk) {
        Rows.copy(chunk.get(0), ids, begin * count);
        Rows.copy(chunk.get(1), logProbabilities, begin * count);
        Rows.copy(chunk.get(2), entropies, begin);
    }
}
