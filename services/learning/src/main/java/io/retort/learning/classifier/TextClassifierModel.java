package io.retort.learning.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.retort.learning.student.NumericsProfile;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import io.retort.learning.torch.TorchSources;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the student that lives in libtorch: the table of weights and its accumulators, and the functions over them.
 * Each call is one scope; only Java values leave it. Not for use by several threads at once.
 */
final class TextClassifierModel implements AutoCloseable {

    private final int classes;
    private final TorchEngine engine;
    private final TorchModule module;
    private final NDManager manager;
    private final NDArray table; // float32 [rows, classes]
    private final NDArray squares; // float32 [rows]
    private final NDArray learningRate;
    private final NDArray regression;

    /** A table of zeros. */
    TextClassifierModel(int rows, int classes, TextClassifierSettings settings) {
        this.classes = classes;
        engine = TorchEngine.start(settings.threads());
        module = engine.load(sources());
        manager = engine.newManager();
        table = manager.zeros(new Shape(rows, classes), DataType.FLOAT32);
        squares = manager.zeros(new Shape(rows), DataType.FLOAT32);
        learningRate = manager.create(settings.learningRate());
        regression = manager.create(settings.regression());
        manager.cap(); // an array of a step that would end up here throws
    }

    static List<String> sources() {
        List<String> sources = new ArrayList<>(TorchSources.shared());
        sources.add(TorchSources.read(TextClassifierModel.class, "text_classifier.py"));
        return sources;
    }

    /** Takes over weights and accumulators. */
    void restore(FloatBuffer weights, FloatBuffer accumulators) {
        table.set(weights);
        squares.set(accumulators);
    }

    /** Divergences and logits, and nothing learned. */
    Answers score(FeatureBatch features, TargetBatch targets) {
        try (NDManager step = manager.newSubManager()) {
            Inputs inputs = new Inputs(step, features, targets);
            return answers(module.call("score", step, inputs.followedBy(table)));
        }
    }

    /** Divergences and logits from before one step down the loss. */
    Answers learn(FeatureBatch features, TargetBatch targets) {
        try (NDManager step = manager.newSubManager()) {
            Inputs inputs = new Inputs(step, features, targets);
            return answers(module.call("learn", step, inputs.followedBy(table, squares, learningRate, regression)));
        }
    }

    NumericsProfile numerics() {
        return engine.numerics();
    }

    /** How many arrays are held between steps; the same after any step, or memory grows. */
    int heldArrays() {
        return manager.getManagedArrays().size();
    }

    /** A copy, row by row, float32. */
    ByteBuffer copyOfTable() {
        return table.toByteBuffer(false);
    }

    /** A copy, float32. */
    ByteBuffer copyOfSquares() {
        return squares.toByteBuffer(false);
    }

    @Override
    public void close() {
        manager.close();
        module.close();
    }

    private Answers answers(NDList returned) {
        return new Answers(returned.get(0).toFloatArray(), returned.get(1).toFloatArray(), classes);
    }

    /** What text_classifier.py takes of a batch, in its order. */
    private record Inputs(NDManager step, FeatureBatch features, TargetBatch targets) {

        NDArray[] followedBy(NDArray... state) {
            int examples = targets.tails().length;
            Shape column = new Shape(examples, 1);
            Shape supports = new Shape(examples, targets.width());
            List<NDArray> arrays = new ArrayList<>(List.of(
                    step.create(features.rows()),
                    step.create(features.positions()),
                    step.create(features.values()),
                    step.create(targets.ids(), supports),
                    step.create(targets.logProbabilities(), supports),
                    step.create(targets.tails(), column),
                    step.create(targets.temperatures(), column)));
            arrays.addAll(List.of(state));
            return arrays.toArray(NDArray[]::new);
        }
    }

    /**
     * What the student answered to a batch.
     *
     * @param divergences forward KL in nats, one an example
     * @param logits one line of classes an example
     */
    record Answers(float[] divergences, float[] logits, int classes) {

        /** The most likely class of an example; of equals, the one with the smallest id. */
        int mostLikely(int example) {
            int best = 0;
            for (int i = 1; i < classes; i++) {
                if (logits[example * classes + i] > logits[example * classes + best]) {
                    best = i;
                }
            }
            return best;
        }
    }
}
