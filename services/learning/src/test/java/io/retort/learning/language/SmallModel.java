package io.retort.learning.language;

import io.retort.learning.huggingface.Architecture;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.RopeScaling;
import io.retort.learning.huggingface.SpecialTokens;
import io.retort.learning.huggingface.WeightSource;
import io.retort.learning.torch.TorchEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** A model of two small layers, with weights by {@link Formula}. */
final class SmallModel {

    static final int CONTEXT = 200;

    private static final int PIECE = 100;

    private SmallModel() {}

    static ModelConfiguration configuration(int vocabularySize) {
        SpecialTokens special = new SpecialTokens(OptionalInt.of(1), List.of(2), OptionalInt.empty());
        return new ModelConfiguration(
                Architecture.LLAMA,
                vocabularySize,
                16,
                24,
                2,
                4,
                2,
                6,
                1e-5,
                10_000,
                new RopeScaling.None(),
                CONTEXT,
                true,
                false,
                false,
                special);
    }

    static LanguageModel load(TorchEngine engine, ModelConfiguration configuration, Precision precision) {
        return load(engine, configuration, precision, 1.3);
    }

    /** @param lastNorm scales the logits, which reach about 12 at 1 */
    static LanguageModel load(
            TorchEngine engine, ModelConfiguration configuration, Precision precision, double lastNorm) {
        try {
            return LanguageModel.load(configuration, weights(configuration, lastNorm), engine, precision);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WeightSource weights(ModelConfiguration configuration, double lastNorm) {
        return (tensor, sink) -> {
            int stream = configuration.tensorSpecifications().indexOf(tensor);
            long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
            float[] values = Formula.weights(tensor.name(), stream, shape, lastNorm);
            for (int at = 0; at < values.length; at += PIECE) {
                int end = Math.min(values.length, at + PIECE);
                sink.accept(FloatBuffer.wrap(Arrays.copyOfRange(values, at, end)));
            }
        };
    }
}
