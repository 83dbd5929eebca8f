package io.retort.cli.settings;

import io.retort.learning.huggingface.WeightType;
import io.retort.learning.language.Precision;
import io.retort.learning.language.PrecisionProbe;
import io.retort.learning.language.training.DistillationLoss;
import io.retort.learning.language.training.LanguageStudentFactory;
import io.retort.learning.language.training.LanguageStudentSettings;
import io.retort.learning.language.training.LearningRate;
import io.retort.learning.language.training.OptimizerSettings;
import io.retort.learning.language.training.TrainableTensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The causal language model that learns; see {@link LanguageStudentSettings}. A student that exists keeps its own, but for the
 * threads and the decay of its learning rate.
 *
 * @param initial Hugging Face directory of a new student
 * @param beta of the loss JENSEN_SHANNON, above 0 and below 1
 * @param temperature that labels must have; that of the first where empty
 * @param decayFromStep the last step of the full learning rate; it stays where empty
 * @param decaySteps steps from there until it is 0
 * @param precision of its matrix products; the fastest by a probe at its start where empty
 */
public record LanguageStudentOptions(
        Optional<Path> initial,
        Loss loss,
        double beta,
        double crossEntropyWeight,
        Optional<Double> temperature,
        double learningRate,
        int warmUpSteps,
        Optional<Long> decayFromStep,
        int decaySteps,
        double weightDecay,
        double largestNorm,
        int microBatchTokens,
        double averageDecay,
        WeightType checkpointWeights,
        List<String> frozen,
        Optional<Precision> precision,
        int threads) {

    private static final double EVEN = 0.5;
    private static final int DECAY_STEPS = 1_000;

    /** As settings name them. */
    public enum Loss {
        FORWARD_KL,
        REVERSE_KL,
        JENSEN_SHANNON
    }

    public LanguageStudentOptions {
        frozen = List.copyOf(frozen);
        new DistillationLoss.JensenShannon((float) beta); // refuses what is not allowed
    }

    static LanguageStudentOptions standard() {
        LanguageStudentSettings standard = LanguageStudentSettings.defaults();
        return new LanguageStudentOptions(
                Optional.empty(),
                Loss.FORWARD_KL,
                EVEN,
                standard.crossEntropyWeight(),
                Optional.empty(),
                shortest(standard.learningRate().peak()),
                standard.learningRate().warmUpSteps(),
                Optional.empty(),
                DECAY_STEPS,
                shortest(standard.optimizer().decay()),
                shortest(standard.optimizer().largestNorm()),
                standard.microBatchTokens(),
                standard.averageDecay(),
                standard.checkpointWeights(),
                List.of(),
                Optional.empty(),
                standard.threads());
    }

    /** The same for a student that begins so, and learns at this rate on so many threads. */
    public LanguageStudentOptions of(Path initialDirectory, double rate, int warmUp, int computing) {
        return new LanguageStudentOptions(
                Optional.of(initialDirectory),
                loss,
                beta,
                crossEntropyWeight,
                temperature,
                rate,
                warmUp,
                decayFromStep,
                decaySteps,
                weightDecay,
                largestNorm,
                microBatchTokens,
                averageDecay,
                checkpointWeights,
                frozen,
                precision,
                computing);
    }

    /** Makes and loads such students. */
    LanguageStudentFactory factory(Path initialDirectory) {
        return new LanguageStudentFactory(
                initialDirectory,
                settings(),
                (engine, configuration) -> precision.orElseGet(
                        () -> new PrecisionProbe(engine, configuration).run().fastest()));
    }

    private LanguageStudentSettings settings() {
        OptimizerSettings standard = OptimizerSettings.defaults();
        return new LanguageStudentSettings(
                distillationLoss(),
                (float) crossEntropyWeight,
                temperature.map(Double::floatValue),
                new LearningRate(
                        (float) learningRate,
                        warmUpSteps,
                        decayFromStep.map(from -> new LearningRate.Decay(from, decaySteps))),
                new OptimizerSettings(
                        (float) weightDecay, (float) largestNorm, standard.meanDecay(), standard.squareDecay()),
                microBatchTokens,
                (float) averageDecay,
                checkpointWeights,
                new TrainableTensors(frozen),
                threads);
    }

    private DistillationLoss distillationLoss() {
        return switch (loss) {
            case FORWARD_KL -> new DistillationLoss.ForwardKl();
            case REVERSE_KL -> new DistillationLoss.ReverseKl();
            case JENSEN_SHANNON -> new DistillationLoss.JensenShannon((float) beta);
        };
    }

    private static double shortest(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
