package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.torch.TorchArguments;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import io.retort.learning.torch.TorchSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against transformers in float32: logits.json, by language_fixtures.py. */
class LogitsTest {

    private static final double TOLERANCE = 1e-4; // logits reach 10 either way

    @TempDir
    Path directory;

    private final TorchEngine engine = TorchEngine.start(1);

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveTheLogitsOfTransformers(LogitsCase model) throws IOException {
        ModelConfiguration configuration = model.configuration(directory);
        try (NDManager manager = engine.newManager();
                TorchModule module = LanguageModule.load(engine, configuration, Precision.FLOAT32, sources())) {
            NDArray logits = logits(module, manager, model, configuration);

            assertThat(DoubleStream.of(model.logits()).boxed())
                    .anyMatch(logit -> logit > 10)
                    .anyMatch(logit -> logit < -10);
            assertThat(doubles(logits.get(rows(manager, model))))
                    .usingComparatorWithPrecision(TOLERANCE)
                    .containsExactly(model.logits());
        }
    }

    static List<LogitsCase> cases() throws IOException {
        return LogitsCase.all();
    }

    private static NDArray logits(
            TorchModule module, NDManager manager, LogitsCase model, ModelConfiguration configuration) {
        PackedTokens tokens = PackedTokens.of(documents(model, configuration));
        return module.call(
                        "all_logits",
                        manager,
                        TorchArguments.of(tokens.tensors(manager)).andList(model.weights(manager, configuration)))
                .singletonOrThrow();
    }

    private static List<int[]> documents(LogitsCase model, ModelConfiguration configuration) {
        int[] tokens = model.tokens(configuration);
        List<int[]> documents = new ArrayList<>();
        int begin = 0;
        for (int length : model.lengths()) {
            documents.add(Arrays.copyOfRange(tokens, begin, begin + length));
            begin += length;
        }
        return documents;
    }

    private static NDIndex rows(NDManager manager, LogitsCase model) {
        return new NDIndex("{}", manager.create(model.positions()));
    }

    private static double[] doubles(NDArray array) {
        float[] values = array.toFloatArray();
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }

    private static List<String> sources() {
        return List.of(TorchSources.read(LogitsTest.class, "all_logits.py"));
    }
}
