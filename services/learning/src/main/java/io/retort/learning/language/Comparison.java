package io.retort.learning.language;

import ai.djl.ndarray.NDList;

/**
 * How two models' distributions p and q over the next token compare, one number a row each.
 *
 * @param divergences KL(p || q) in nats
 * @param overlaps {@code sum min(p, q)}: how often a draft by q is accepted by p (Leviathan, Kalman, Matias 2023, section 3.2)
 * @param surprisesOfP -log p of the token that came, in nats
 * @param surprisesOfQ -log q of it
 * @param confidences the probability of q's likeliest token
 * @param agreed 1 where p's likeliest token is q's
 * @param correct 1 where q's likeliest token came
 */
public record Comparison(
        float[] divergences,
        float[] overlaps,
        float[] surprisesOfP,
        float[] surprisesOfQ,
        float[] confidences,
        int[] agreed,
        int[] correct) {

    static Comparison ofRows(int rows) {
        return new Comparison(
                new float[rows],
                new float[rows],
                new float[rows],
                new float[rows],
                new float[rows],
                new int[rows],
                new int[rows]);
    }

    void put(int begin, NDList chunk) {
        Rows.copy(chunk.get(0), divergences, begin);
        Rows.copy(chunk.get(1), overlaps, begin);
        Rows.copy(chunk.get(2), surprisesOfP, begin);
        Rows.copy(chunk.get(3), surprisesOfQ, begin);
        Rows.copy(chunk.get(4), confidences, begin);
        Rows.copy(chunk.get(5), agreed, begin);
        Rows.copy(chunk.get(6), correct, begin);
    }
}
