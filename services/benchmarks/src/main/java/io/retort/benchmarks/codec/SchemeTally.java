package io.retort.benchmarks.codec;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.DrawSeed;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.Support;
import java.util.List;

/** Adds up, over answers, what a scheme takes and how far what it gives back is from the teacher's distributions. */
final class SchemeTally {

    /** Draws of the same position, each with a seed of its own, over which an expectation is taken. */
    private static final int REPETITIONS = 4;

    private final LabelDistributionCodec codec = new LabelDistributionCodec();
    private final Scheme scheme;
    private final int repetitions;
    private long positions;
    private long bytes;
    private long ids;
    private double squaredError;
    private double tail;

    SchemeTally(Scheme scheme) {
        this.scheme = scheme;
        repetitions = scheme.support().support() == Support.SAMPLED ? REPETITIONS : 1;
    }

    void add(Answer answer, List<float[]> logProbabilities) {
        int size = logProbabilities.get(0).length;
        positions += logProbabilities.size();
        for (int i = 0; i < repetitions; i++) {
            List<Distribution> kept = scheme.kept(logProbabilities, DrawSeed.ofPrompt(answer.promptId() + i));
            byte[] encoded = codec.encode(scheme.support().support(), kept, size);
            bytes += encoded.length;
            count(decoded(encoded, kept.size(), size), logProbabilities);
        }
    }

    String name() {
        return scheme.name();
    }

    /** Of distributions alone. */
    double bytesAPosition() {
        return mean((double) bytes);
    }

    double idsAPosition() {
        return mean((double) ids);
    }

    /** {@code E|p^ - p|^2}, which is the variance of forward KL's gradient where p^ is unbiased. */
    double squaredError() {
        return mean(squaredError);
    }

    /** Probability of what was not kept by itself. */
    double tail() {
        return mean(tail);
    }

    private double mean(double sum) {
        return sum / positions / repetitions;
    }

    private void count(List<Distribution> distributions, List<float[]> logProbabilities) {
        for (int position = 0; position < distributions.size(); position++) {
            Distribution distribution = distributions.get(position);
            ids += distribution.ids().length;
            tail += Math.exp(distribution.tailLogMass());
            squaredError += squaredError(distribution, logProbabilities.get(position));
        }
    }

    private static double squaredError(Distribution estimate, float[] logProbabilities) {
        double error = squares(logProbabilities);
        for (int i = 0; i < estimate.ids().length; i++) {
            double estimated = Math.exp(estimate.logProbabilities()[i]);
            error += estimated * (estimated - 2 * Math.exp(logProbabilities[estimate.ids()[i]]));
        }
        return error;
    }

    /** The sum of all probabilities' squares: what N independent draws leave is 1 less that, over N. */
    static double squares(float[] logProbabilities) {
        double sum = 0;
        for (float logProbability : logProbabilities) {
            sum += Math.exp(2.0 * logProbability);
        }
        return sum;
    }

    private List<Distribution> decoded(byte[] encoded, int count, int size) {
        return codec.decode(encoded, scheme.support().support(), count, size).match(read -> read, malformed -> {
            throw new IllegalStateException(malformed.message());
        });
    }
}
