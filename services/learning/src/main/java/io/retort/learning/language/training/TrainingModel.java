package io.retort.learning.language.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.language.LanguageModule;
import io.retort.learning.language.Precision;
import io.retort.learning.torch.TorchArguments;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the student that lives in libtorch. Each call is one scope; only Java values leave it. Not for use by several
 * threads at once.
 */
final class TrainingModel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TrainingModel.class);

    private final LanguageStudentSettings settings;
    private final Precision precision;
    private final TorchModule module;
    private final NDManager manager;
    private final TrainingState state;
    private final NDArray beta;
    private final NDArray trained;
    private final List<NDArray> gradients;
    private final List<NDArray> workspace;

    /** @param state this closes it */
    TrainingModel(
            TorchEngine engine,
            ModelConfiguration configuration,
            Precision precision,
            LanguageStudentSettings settings,
            TrainingState state) {
        this.settings = settings;
        this.precision = precision;
        this.state = state;
        module = LanguageModule.load(engine, configuration, precision, TrainingSources.of(precision, settings.loss()));
        manager = engine.newManager();
        beta = manager.create(
                settings.loss().match(forwardKl -> 0f, reverseKl -> 0f, DistillationLoss.JensenShannon::beta));
        trained = manager.create(state.trained());
        gradients = state.trainedWeights().stream()
                .map(weight -> manager.zeros(weight.getShape()))
                .toList(); // kept, since memory of their size is dear to come by at every step
        workspace = workspace();
        manager.cap(); // an array of a step that would end up here throws
    }

    private List<NDArray> workspace() {
        try (NDManager scope = manager.newSubManager()) {
            TorchArguments arguments = TorchArguments.of(scope.create((long) settings.microBatchTokens()))
                    .andList(state.weights());
            return List.copyOf(module.call("workspace", manager, arguments));
        }
    }

    /** What numbers of tokens and rows of a micro-batch should be multiples of. */
    int rows() {
        return precision.rows();
    }

    /** One row of scores a position, then the filler's, and nothing learned. */
    float[] score(MicroBatch batch) {
        try (NDManager scope = manager.newSubManager()) {
            TorchArguments arguments =
                    batch.arguments(scope).and(beta).andList(state.weights()).andList(workspace);
            return module.call("labelled_scores", scope, arguments).get(0).toFloatArray();
        }
    }

    /**
     * One step of the optimizer down the mean loss of all parts together.
     *
     * @return for each part, one row of scores a position, then the filler's, from before the step
     */
    List<float[]> learn(List<MicroBatch> parts) {
        List<float[]> scores = new ArrayList<>();
        for (MicroBatch part : parts) {
            scores.add(backward(part, scores.isEmpty() ? "gradients" : "further_gradients"));
        }
        try (NDManager scope = manager.newSubManager()) {
            descend(scope);
        }
        return scores;
    }

    private float[] backward(MicroBatch part, String function) {
        try (NDManager scope = manager.newSubManager()) {
            TorchArguments arguments = part.arguments(scope)
                    .and(beta, trained)
                    .andList(state.weights())
                    .andList(workspace)
                    .andList(gradients);
            return module.call(function, scope, arguments).get(0).toFloatArray();
        }
    }

    private void descend(NDManager scope) {
        NDArray largest = scope.create(settings.optimizer().largestNorm());
        float norm = module.call(
                        "clip_gradients",
                        scope,
                        TorchArguments.of().andList(gradients).and(largest))
                .get(0)
                .toFloatArray()[0];
        double rate = settings.learningRate().at(state.steps() + 1);
        if (Float.isFinite(norm)) {
            state.countUpdate();
            update(scope, state.matrices(), settings.optimizer().ofMatrices(rate));
            update(scope, state.vectors(), settings.optimizer().ofVectors(rate));
            moveAverages(scope);
        } else {
            log.atWarn()
                    .addKeyValue("step", state.steps() + 1)
                    .addKeyValue("norm", norm)
                    .log("the gradient is not finite, so the step changes nothing");
        }
        state.countStep();
    }

    /** @param chosen indices into the tensors that learn */
    private void update(NDManager scope, List<Integer> chosen, double[] options) {
        if (!chosen.isEmpty()) {
            TorchArguments arguments = TorchArguments.of();
            for (List<NDArray> all : List.of(state.trainedWeights(), gradients, state.means(), state.squares())) {
                arguments.andList(chosen.stream().map(all::get).toList());
            }
            module.call("adamw", scope, arguments.and(scope.create((float) state.updates()), scope.create(options)));
        }
    }

    private void moveAverages(NDManager scope) {
        if (!state.averages().isEmpty()) {
            NDArray share = scope.create(1.0 - settings.averageDecay());
            module.call(
                    "move_averages",
                    scope,
                    TorchArguments.of()
                            .andList(state.averages())
                            .andList(state.trainedWeights())
                            .and(share));
        }
    }

    TrainingState state() {
        return state;
    }

    /** How many arrays are held between steps; the same after any step, or memory grows. */
    int heldArrays() {
        return manager.getManagedArrays().size() + state.heldArrays();
    }

    @Override
    public void close() {
        module.close();
        manager.close();
        state.close();
    }
}
