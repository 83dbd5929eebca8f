package io.retort.learning.language.training;

import io.retort.learning.huggingface.Architecture;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.RopeScaling;
import io.retort.learning.huggingface.SpecialTokens;
import io.retort.learning.language.LanguageModule;
import io.retort.learning.language.Precision;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import java.util.List;
import java.util.OptionalInt;

/** A model of two layers. */
final class TinyModel {

    static final int VOCABULARY = 61;
    static final int CONTEXT = 64;

    private TinyModel() {}

    static ModelConfiguration configuration(boolean tied) {
        return new ModelConfiguration(
                Architecture.LLAMA,
                VOCABULARY,
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
                false,
                false,
                new SpecialTokens(OptionalInt.of(1), List.of(2), OptionalInt.empty()));
    }

    static TorchModule module(TorchEngine engine, Precision precision, List<String> more) {
        return LanguageModule.load(engine, configuration(true), precision, more);
    }
}
