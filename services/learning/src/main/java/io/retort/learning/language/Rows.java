package io.retort.learning.language;

import ai.djl.ndarray.NDArray;

/** Copies what was computed for a chunk of rows to its place among all rows. */
final class Rows {

    private Rows() {}

    static void copy(NDArray chunk, int[] all, int at) {
        int[] values = chunk.toIntArray();
        System.arraycopy(values, 0, all, at, values.length);
    }

    static void copy(NDArray chunk, float[] all, int at) {
        float[] values = chunk.toFloatArray();
        System.arraycopy(values, 0, all, at, values.length);
    }
}
