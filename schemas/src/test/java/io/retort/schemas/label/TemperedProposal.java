package io.retort.schemas.label;

import java.util.Arrays;

/**
 * How labels must not be drawn: from the teacher's distribution at another temperature, with importance weights that are
 * normalised over what was drawn. Every weight then has a random denominator, and their mean is not p.
 */
final class TemperedProposal {

    private final SystematicDraws draws;
    private final double temperature;

    TemperedProposal(int number, double temperature) {
        this.draws = new SystematicDraws(number);
        this.temperature = temperature;
    }

    Distribution draw(float[] logProbabilities, DrawSeed seed, int position) {
        float[] tempered = new float[logProbabilities.length];
        for (int id = 0; id < tempered.length; id++) {
            tempered[id] = (float) (logProbabilities[id] / temperature);
        }
        Distribution drawn = draws.draw(tempered, seed, position);
        double[] weights = new double[drawn.ids().length];
        for (int i = 0; i < weights.length; i++) {
            int id = drawn.ids()[i];
            weights[i] = Math.exp(drawn.logProbabilities()[i] + logProbabilities[id] - tempered[id]);
        }
        double sum = Arrays.stream(weights).sum();
        float[] normalised = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            normalised[i] = (float) Math.log(weights[i] / sum);
        }
        return new Distribution(drawn.ids(), normalised, Float.NEGATIVE_INFINITY);
    }
}
