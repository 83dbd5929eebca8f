package io.retort.learning.language.training;

import io.retort.learning.student.Example;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is learned at one position.
 *
 * @param before index in the example's tokens of the one before the position, from which the student predicts
 * @param chosen the token that stands at the position
 * @param distribution the teacher's; certain of the chosen token where the label is a text
 * @param temperature the distribution's
 * @param divergenceWeight of the divergence in what is learned
 * @param chosenWeight of the cross-entropy on the chosen token
 */
record Target(
        int before,
        int chosen,
        Distribution distribution,
        float temperature,
        float divergenceWeight,
        float chosenWeight) {

    /** All positions of an example, in their order. */
    static List<Target> of(Example example, LanguageStudentSettings settings) {
        int[] ids = example.tokens().ids();
        List<Target> targets = new ArrayList<>();
        for (int index : example.tokens().labelledIndices()) {
            targets.add(
                    example.support() == Support.TEXT
                            ? ofText(index, ids[index])
                            : ofDistribution(example, index, example.targets().get(targets.size()), settings));
        }
        return targets;
    }

    private static Target ofText(int index, int chosen) {
        Distribution certain = new Distribution(new int[] {chosen}, new float[] {0}, Float.NEGATIVE_INFINITY);
        return new Target(index - 1, chosen, certain, 1, 0, 1);
    }

    private static Target ofDistribution(
            Example example, int index, Distribution distribution, LanguageStudentSettings settings) {
        Optional<Float> wanted = settings.temperature();
        float temperature = wanted.orElse(example.temperature());
        Distribution at = temperature == example.temperature()
                ? distribution
                : atTemperature(distribution, example.temperature() / temperature);
        float share = 1 - settings.crossEntropyWeight();
        return new Target(
                index - 1,
                example.tokens().ids()[index],
                at,
                temperature,
                share * temperature * temperature,
                settings.crossEntropyWeight());
    }

    /** A distribution over everything to the power, scaled to 1: the softmax of the logits times the power. */
    private static Distribution atTemperature(Distribution full, float power) {
        float[] logProbabilities = full.logProbabilities().clone();
        double sum = 0;
        for (int i = 0; i < logProbabilities.length; i++) {
            logProbabilities[i] *= power;
            sum += StrictMath.exp(logProbabilities[i]); // the same bits everywhere
        }
        float logSum = (float) StrictMath.log(sum);
        for (int i = 0; i < logProbabilities.length; i++) {
            logProbabilities[i] -= logSum;
        }
        return new Distribution(full.ids(), logProbabilities, Float.NEGATIVE_INFINITY);
    }
}
