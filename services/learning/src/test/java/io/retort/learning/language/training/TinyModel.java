package io.retort.learning.language.training;

import io.retort.learning.huggingface.Architecture;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.RopeScaling;
import io.retort.learning.huggingface.SpecialTokens;
import io.retort.learning.huggingface.WeightSource;
import io.retort.learning.language.Formula;
import io.retort.learning.language.LanguageModule;
import io.retort.learning.language.Precision;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.OptionalInt;

/** A model of two layers, with weights by formula. */
final class TinyModel {

    static final int VOCABULARY = 61;
    static final int CONTEXT = 64;

    private static final double LAST_NORM = 0.25; // keeps the first distributions wide

    private TinyModel() {}

    static ModelConfiguration configuration(boolean tied, boolean biases) {
        return configuration(VOCABULARY, tied, biases);
    }

    static ModelConfiguration configuration(int vocabularySize, boolean tied, boolean biases) {
        return configuration(vocabularySize, tied, biases, false);
    }

    static ModelConfiguration configuration(
            int vocabularySize, boolean tied, boolean attentionBiases, boolean feedForwardBiases) {
        return new ModelConfiguration(
                Architecture.LLAMA,
                vocabularySize,
                32,
                48,
                2,
                4,
                2,
                8,
                1e-5,
                10_000,
                new RopeScaling.None(),
                CONTEXT,
                tied,
                attentionBiases,
                feedForwardBiases,
                new SpecialTokens(OptionalInt.of(1), List.of(2), OptionalInt.empty()));
    }

    static WeightSource weights(ModelConfiguration configuration) {
        return (tensor, sink) -> sink.accept(FloatBuffer.wrap(Formula.weights(
                tensor.name(),
                configuration.tensorSpecifications().indexOf(tensor),
                tensor.shape().stream().mapToLong(Long::longValue).toArray(),
                LAST_NORM)));
    }

    static TorchModule module(TorchEngine engine, Precision precision, List<String> more) {
        return LanguageModule.load(engine, configuration(true, false), precision, more);
    }

    static TrainingModel training(
            TorchEngine engine, ModelConfiguration configuration, LanguageStudentSettings settings) throws IOException {
        TrainingState state = TrainingState.of(engine, configuration, settings);
        state.begin(weights(configuration));
        return new TrainingModel(engine, configuration, Precision.FLOAT32, settings, state);
    }
}
