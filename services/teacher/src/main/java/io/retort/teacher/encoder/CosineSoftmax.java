package io.retort.teacher.encoder;

import io.retort.schemas.label.Distribution;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The distribution over classes {@code p_c = exp(cos(x, v_c) / T) / sum_k exp(cos(x, v_k) / T)} of an embedding x, with one
 * vector v a class (CLIP's zero-shot head: Radford et al. 2021, section 3.1.2). Computed in double precision, in the order of
 * the classes, as log-probabilities less their logsumexp; rounded to float32 at the end.
 */
final class CosineSoftmax {

    private final List<float[]> classVectors;
    private final double temperature;
    private final int[] ids;

    /**
     * @param classVectors each of length 1
     * @param temperature above 0
     */
    CosineSoftmax(List<float[]> classVectors, double temperature) {
        this.classVectors = List.copyOf(classVectors);
        this.temperature = temperature;
        this.ids = IntStream.range(0, classVectors.size()).toArray();
    }

    /** @param embedding of length 1 */
    Distribution of(float[] embedding) {
        double[] scores = classVectors.stream()
                .mapToDouble(vector -> UnitVectors.cosine(embedding, vector) / temperature)
                .toArray();
        double logSum = logSumExp(scores);
        float[] logProbabilities = new float[scores.length];
        for (int i = 0; i < scores.length; i++) {
            // Rounding could lift the only likely class above 0.
            logProbabilities[i] = (float) Math.min(0, scores[i] - logSum);
        }
        return new Distribution(ids.clone(), logProbabilities, Float.NEGATIVE_INFINITY);
    }

    private static double logSumExp(double[] scores) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            greatest = Math.max(greatest, score);
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - greatest);
        }
        return greatest + Math.log(sum);
    }
}
