package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.torch.TorchArguments;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import io.retort.learning.torch.TorchSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forward pass's gradients, by autograd in float64, against central differences. */
class DifferentiabilityTest {

    private static final double STEP = 1e-5; // error of about STEP^2

    @TempDir
    Path directory;

    private final TorchEngine engine = TorchEngine.start(1);
    private final NDManager manager = engine.newManager();
    private final Random random = new Random(5);

    @AfterEach
    void close() {
        manager.close();
        JniUtils.setGradMode(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama, attention biases", "llama, feed-forward biases"})
    void shouldGiveEveryWeightItsGradient(String name) throws IOException {
        LogitsCase model = LogitsCase.named(name);
        ModelConfiguration configuration = model.configuration(directory);
        List<NDArray> weights = model.weights(manager, configuration).stream()
                .map(weight -> weight.toType(DataType.FLOAT64, false))
                .toList();
        PackedTokens documents = documents(configuration.vocabularySize());
        NDArray coefficients = coefficients(documents.tokens().length, configuration.vocabularySize());
        try (TorchModule module = LanguageModule.load(engine, configuration, Precision.FLOAT32, sources())) {
            JniUtils.setGradMode(true);
            weights.forEach(weight -> weight.setRequiresGradient(true));
            NDList gradients = module.call("gradients", manager, arguments(documents, coefficients, weights));
            weights.forEach(weight -> weight.setRequiresGradient(false));

            assertThat(gradients).hasSameSizeAs(weights);
            for (int i = 0; i < weights.size(); i++) {
                assertDerivatives(i, gradients.get(i), weights, changed -> module.call(
                                "weighted_logits", manager, arguments(documents, coefficients, changed))
                        .singletonOrThrow()
                        .getDouble());
            }
        }
    }

    private void assertDerivatives(int index, NDArray gradient, List<NDArray> weights, Loss loss) {
        double[] values = weights.get(index).toDoubleArray();
        double[] derivatives = gradient.toDoubleArray();
        for (int draw = 0; draw < 4; draw++) {
            int at = random.nextInt(values.length);
            double above = loss.of(withOneMoved(weights, index, at, STEP));
            double below = loss.of(withOneMoved(weights, index, at, -STEP));

            assertThat(derivatives[at])
                    .as("number %d of weight %d", at, index)
                    .isCloseTo((above - below) / (2 * STEP), within(1e-6 * (1 + Math.abs(derivatives[at]))));
        }
    }

    private List<NDArray> withOneMoved(List<NDArray> weights, int index, int at, double by) {
        double[] values = weights.get(index).toDoubleArray();
        values[at] += by;
        NDArray moved = manager.create(values, weights.get(index).getShape());
        return weights.stream()
                .map(weight -> weight == weights.get(index) ? moved : weight)
                .toList();
    }

    private PackedTokens documents(int vocabularySize) {
        return PackedTokens.of(List.of(
                Formula.tokens(5, 1, vocabularySize),
                Formula.tokens(5, 2, vocabularySize),
                Formula.tokens(3, 3, vocabularySize)));
    }

    private NDArray coefficients(int rows, int columns) {
        double[] values = random.doubles((long) rows * columns, -1, 1).toArray();
        return manager.create(values, new Shape(rows, columns));
    }

    private TorchArguments arguments(PackedTokens documents, NDArray coefficients, List<NDArray> weights) {
        return TorchArguments.of(documents.tensors(manager)).and(coefficients).andList(weights);
    }

    private static List<String> sources() {
        return List.of(TorchSources.read(DifferentiabilityTest.class, "weighted_logits.py"));
    }

    @FunctionalInterface
    private interface Loss {
        double of(List<NDArray> weights);
    }
}
