package io.retort.learning.classifier;

import io.retort.learning.student.Example;
import io.retort.schemas.label.Distribution;
import java.util.Arrays;
import java.util.List;

/**
 * The targets of a batch, one line an example, as wide as the largest support among them.
 *
 * @param width entries a line
 * @param ids of the supports; a shorter line repeats its first id
 * @param logProbabilities of the ids; negative infinity where an id is repeated
 * @param tails log of the mass outside the support, one an example
 * @param temperatures of the targets over the student's own, one an example
 */
record TargetBatch(int width, long[] ids, float[] logProbabilities, float[] tails, float[] temperatures) {

    /** @param temperature the student's own, above 0 */
    static TargetBatch of(List<Example> examples, float temperature) {
        int width = examples.stream()
                .mapToInt(example -> target(example).ids().length)
                .max()
                .orElse(0);
        TargetBatch batch = new TargetBatch(
                width,
                new long[examples.size() * width],
                new float[examples.size() * width],
                new float[examples.size()],
                new float[examples.size()]);
        for (int i = 0; i < examples.size(); i++) {
            batch.fill(i, target(examples.get(i)));
            batch.temperatures[i] = examples.get(i).temperature() / temperature;
        }
        return batch;
    }

    private void fill(int line, Distribution target) {
        int begin = line * width;
        int end = begin + target.ids().length;
        Arrays.fill(ids, begin, begin + width, target.ids()[0]);
        Arrays.fill(logProbabilities, begin, begin + width, Float.NEGATIVE_INFINITY);
        System.arraycopy(target.logProbabilities(), 0, logProbabilities, begin, end - begin);
        for (int i = begin; i < end; i++) {
            ids[i] = target.ids()[i - begin];
        }
        tails[line] = target.tailLogMass();
    }

    private static Distribution target(Example example) {
        return example.targets().get(0);
    }
}
