package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.torch.TorchEngine;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is chosen from given logits. */
class SamplingTest {

    private static final int VOCABULARY = 700;
    private static final int DRAWS = 4_000;

    private final TorchEngine engine = TorchEngine.start(1);
    private final ModelConfiguration configuration = SmallModel.configuration(VOCABULARY);
    private final LanguageModel model = SmallModel.load(engine, configuration, Precision.FLOAT32);

    @AfterEach
    void close() {
        model.close();
    }

    /** Logits log(1..4) at temperature 0.5 have probabilities 1, 4, 9, 16 of 30. */
    @Test
    void shouldDrawByProbabilityAtTheTemperature() {
        double[] shares = shares(id -> id < 4 ? Math.log(id + 1) : Double.NEGATIVE_INFINITY, 0.5f, 1);

        for (int id = 0; id < 4; id++) {
            double expected = (id + 1) * (id + 1) / 30.0;
            assertThat(shares[id]).isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / DRAWS)));
        }
    }

    /** Of probabilities 0.4, 0.3, 0.2, 0.1 a share of 0.65 needs the first two. */
    @Test
    void shouldDrawFromTheSmallestSetThatHoldsTheShare() {
        double[] probabilities = {0.1, 0.4, 0.2, 0.3};
        double[] shares = shares(id -> id < 4 ? Math.log(probabilities[id]) : -1e4, 1, 0.65f);

        assertThat(shares[0] + shares[2]).isZero();
        assertThat(shares[1]).isCloseTo(4.0 / 7, within(4 * Math.sqrt(12.0 / 49 / DRAWS)));
        assertThat(shares[1] + shares[3]).isCloseTo(1, within(1e-9));
    }

    /** The share needs 595 of 700 like tokens but for a slope; the 256 likeliest do not suffice. */
    @Test
    void shouldFindALargeSet() {
        double[] shares = shares(id -> -1e-6 * id, 1, 0.85f);

        assertThat(IntStream.range(0, VOCABULARY).filter(id -> shares[id] > 0).max())
                .hasValue(594);
    }

    @Test
    void shouldTakeTheLikeliestAtTemperatureZero() {
        double[] shares = shares(id -> id == 333 ? 1 : 0, 0, 0.5f);

        assertThat(shares[333]).isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldRefuseSettingsOutsideTheirRange() {
        assertRefused("temperature -1.0", () -> new SamplingSettings(-1, 1, 0, 1, List.of()));
        assertRefused("temperature 0.001", () -> new SamplingSettings(0.001f, 1, 0, 1, List.of()));
        assertRefused("temperature NaN", () -> new SamplingSettings(Float.NaN, 1, 0, 1, List.of()));
        assertRefused("top_p 0.0", () -> new SamplingSettings(1, 0, 0, 1, List.of()));
        assertRefused("top_p 1.5", () -> new SamplingSettings(1, 1.5f, 0, 1, List.of()));
        assertRefused("at most 0 tokens", () -> new SamplingSettings(1, 1, 0, 0, List.of()));
        assertRefused("empty stop text", () -> new SamplingSettings(1, 1, 0, 1, List.of("a", "")));
    }

    private static void assertRefused(String message, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("allowed: ");
    }

    /** How often each token is chosen by the random numbers of one seed. */
    private double[] shares(IntToDoubleFunction logit, float temperature, float topP) {
        SamplingSettings settings = new SamplingSettings(temperature, topP, 77, DRAWS, List.of());
        double[] shares = new double[VOCABULARY];
        try (NDManager call = model.newScope()) {
            float[] row = new float[VOCABULARY];
            IntStream.range(0, VOCABULARY).forEach(id -> row[id] = (float) logit.applyAsDouble(id));
            NDArray logits = call.create(row, new Shape(1, VOCABULARY)).repeat(0, DRAWS);
            Shape column = new Shape(DRAWS, 1);
            double[] uniforms =
                    IntStream.range(0, DRAWS).mapToDouble(settings::uniform).toArray();
            long[] chosen = model.callPlain(
                            "choose",
                            call,
                            logits,
                            call.full(column, temperature),
                            call.full(column, topP),
                            call.create(uniforms, column))
                    .singletonOrThrow()
                    .toLongArray();
            for (long id : chosen) {
                shares[(int) id] += 1.0 / DRAWS;
            }
        }
        return shares;
    }
}
