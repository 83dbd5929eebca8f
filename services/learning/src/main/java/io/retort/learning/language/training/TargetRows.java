package io.retort.learning.language.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Draws;
import java.util.Arrays;
import java.util.List;

/** Targets as head.py takes them, one row each, as wide as the largest support among them. */
final class TargetRows {

    private static final int PROBES = 3;

    private final int rows;
    private final int width;
    private final long[] ids;
    private final float[] logProbabilities; // of the buckets, the tail's last
    private final long[] probes;
    private final float[] coefficients;
    private final float[] temperatures;

    /**
     * @param rows at least one a target; those beyond are certain of entry 0 and have no weight
     * @param positions of the whole batch that a step learns from, by which losses are divided
     */
    TargetRows(List<Target> targets, int rows, int positions) {
        this.rows = rows;
        width = targets.stream()
                .mapToInt(target -> target.distribution().ids().length)
                .max()
                .orElse(0);
        ids = new long[rows * width];
        logProbabilities = new float[rows * (width + 1)];
        probes = new long[rows * PROBES];
        coefficients = new float[rows * 2];
        temperatures = new float[rows];
        for (int row = 0; row < targets.size(); row++) {
            fill(row, targets.get(row), positions);
        }
        for (int row = targets.size(); row < rows; row++) {
            fill(row);
        }
    }

    private void fill(int row) {
        int buckets = row * (width + 1);
        Arrays.fill(logProbabilities, buckets + 1, buckets + width + 1, Float.NEGATIVE_INFINITY);
        temperatures[row] = 1;
    }

    private void fill(int row, Target target, int positions) {
        Distribution distribution = target.distribution();
        int[] support = distribution.ids();
        int begin = row * width;
        Arrays.fill(ids, begin, begin + width, support[0]);
        for (int i = 0; i < support.length; i++) {
            ids[begin + i] = support[i];
        }
        int buckets = row * (width + 1);
        Arrays.fill(logProbabilities, buckets, buckets + width, Float.NEGATIVE_INFINITY);
        System.arraycopy(distribution.logProbabilities(), 0, logProbabilities, buckets, support.length);
        logProbabilities[buckets + width] = distribution.tailLogMass();
        probes[row * PROBES] = target.chosen();
        probes[row * PROBES + 1] = distribution.draws().map(Draws::witness).orElse(target.chosen());
        probes[row * PROBES + 2] = distribution.mostLikely();
        coefficients[row * 2] = target.divergenceWeight() / positions;
        coefficients[row * 2 + 1] = target.chosenWeight() / positions;
        temperatures[row] = target.temperature();
    }

    /** Ids, log_p, probes, weights and temperature. */
    NDArray[] tensors(NDManager manager) {
        return new NDArray[] {
            manager.create(ids, new Shape(rows, width)),
            manager.create(logProbabilities, new Shape(rows, width + 1)),
            manager.create(probes, new Shape(rows, PROBES)),
            manager.create(coefficients, new Shape(rows, 2)),
            manager.create(temperatures, new Shape(rows, 1))
        };
    }
}
