package io.retort.learning.language.training;

import io.retort.learning.huggingface.WeightType;
import java.util.Optional;

/**
 * How a causal language model learns.
 *
 * @param loss the divergence from the teacher's distribution
 * @param crossEntropyWeight share of the cross-entropy on the token that stands at a position, 0 to 1; the divergence, times the
 *     squared temperature (Hinton, Vinyals, Dean 2015, section 2), has the rest
 * @param temperature at which distributions are compared, above 0; a label's own where empty. Only a label of support FULL can
 *     be brought to another temperature than its own
 * @param learningRate of a step
 * @param optimizer its other settings
 * @param microBatchTokens most tokens that are computed together, 1 to 1,048,576; one longer example is computed by itself.
 *     Decides memory and, by the order of sums, bits
 * @param averageDecay of the moving average of weights that a checkpoint's model holds, 0 for the weights themselves, below 1
 * @param checkpointWeights the type of the weights in a checkpoint's model; its optimizer's file always holds float32
 * @param trainable which tensors learn
 * @param threads how many threads an operation may use, 1 to 64; decides the numerics profile, not the model
 */
public record LanguageStudentSettings(
        DistillationLoss loss,
        float crossEntropyWeight,
        Optional<Float> temperature,
        LearningRate learningRate,
        OptimizerSettings optimizer,
        int microBatchTokens,
        float averageDecay,
        WeightType checkpointWeights,
        TrainableTensors trainable,
        int threads) {

    private static final int MOST_TOKENS = 1 << 20;
    private static final int MOST_THREADS = 64;

    public LanguageStudentSettings {
        if (!(crossEntropyWeight >= 0 && crossEntropyWeight <= 1)) {
            throw new IllegalArgumentException("crossEntropyWeight is " + crossEntropyWeight + "; allowed: 0 to 1");
        }
        if (temperature.isPresent() && !(temperature.get() > 0 && temperature.get() < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature is " + temperature.get() + "; allowed: a number above 0");
        }
        if (!(averageDecay >= 0 && averageDecay < 1)) {
            throw new IllegalArgumentException("averageDecay is " + averageDecay + "; allowed: 0 to below 1");
        }
        requireWithin("microBatchTokens", microBatchTokens, MOST_TOKENS);
        requireWithin("threads", threads, MOST_THREADS);
    }

    /** Forward KL at the labels' temperature, all tensors, on one thread. */
    public static LanguageStudentSettings defaults() {
        return new LanguageStudentSettings(
                new DistillationLoss.ForwardKl(),
                0,
                Optional.empty(),
                new LearningRate(1e-3f, 50, Optional.empty()),
                OptimizerSettings.defaults(),
                2_048,
                0,
                WeightType.F32,
                TrainableTensors.ALL,
                1);
    }

    /** The same student on another number of threads. */
    public LanguageStudentSettings withThreads(int threads) {
        return new LanguageStudentSettings(
                loss,
                crossEntropyWeight,
                temperature,
                learningRate,
                optimizer,
                microBatchTokens,
                averageDecay,
                checkpointWeights,
                trainable,
                threads);
    }

    /** The same student with another course of its learning rate. */
    public LanguageStudentSettings withLearningRate(LearningRate learningRate) {
        return new LanguageStudentSettings(
                loss,
                crossEntropyWeight,
                temperature,
                learningRate,
                optimizer,
                microBatchTokens,
                averageDecay,
                checkpointWeights,
                trainable,
                threads);
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: 1 to " + most);
        }
    }
}
