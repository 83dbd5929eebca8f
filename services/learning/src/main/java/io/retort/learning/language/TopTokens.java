package io.retort.learning.language;

import ai.djl.ndarray.NDList;

/**
 * The most likely tokens of rows, row by row.
 *
 * @param width how many tokens a row
 * @param ids ascending within a row
 * @param logProbabilities of the ids, in nats
 * @param tailLogMasses one a row: the logarithm of all other tokens' mass; negative infinity where there are none
 * @param entropies one a row, in nats
 */
public record TopTokens(int width, int[] ids, float[] logProbabilities, float[] tailLogMasses, float[] entropies) {

    static TopTokens ofRows(int rows, int width) {
        int size = Math.multiplyExact(rows, width);
        return new TopTokens(width, new int[size], new float[size], new float[rows], new float[rows]);
    }

    void put(int begin, NDList chunk) {
        Rows.copy(chunk.get(0), ids, begin * width);
        Rows.copy(chunk.get(1), logProbabilities, begin * width);
        Rows.copy(chunk.get(2), tailLogMasses, begin);
        Rows.copy(chunk.get(3), entropies, begin);
    }
}
