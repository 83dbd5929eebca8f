package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.torch.TorchEngine;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read off logits, against its definition in plain double arithmetic over the same logits. */
class PredictionsTest {

    private static final int VOCABULARY = 1_003; // more than one block, and not a multiple of one
    private static final float TEMPERATURE = 1.5f;
    private static final double TOLERANCE = 2e-5;

    private final TorchEngine engine = TorchEngine.start(1);
    private final ModelConfiguration configuration = SmallModel.configuration(VOCABULARY);
    private final LanguageModel model = SmallModel.load(engine, configuration, Precision.FLOAT32);
    private final LanguageModel other = SmallModel.load(engine, configuration, Precision.FLOAT32, 0.4);
    private final PackedTokens documents = PackedTokens.of(List.of(
            Formula.tokens(9, 1, VOCABULARY), Formula.tokens(9, 2, VOCABULARY), Formula.tokens(4, 3, VOCABULARY)));
    private final int[] rows = {0, 8, 12, 13, 21};
    private final Predictions predictions = model.predict(documents, rows);
    private final double[][] logits = logits(predictions);

    @AfterEach
    void close() {
        predictions.close();
        model.close();
        other.close();
    }

    @Test
    void shouldPredictBehindTheRowsAskedFor() {
        int[] all = IntStream.range(0, documents.tokens().length).toArray();
        try (Predictions everywhere = model.predict(documents, all)) {
            double[][] expected = logits(everywhere);

            for (int row = 0; row < rows.length; row++) {
                assertThat(logits[row]).containsExactly(expected[rows[row]], within(1e-4));
            }
        }
    }

    @Test
    void shouldGiveTheLikeliestTokensAndTheMassOfTheOthers() {
        int count = 50;

        TopTokens top = predictions.topTokens(TEMPERATURE, count);

        for (int row = 0; row < rows.length; row++) {
            double[] logProbabilities = logProbabilities(logits[row], TEMPERATURE);
            int[] ids = likeliest(logProbabilities, count);
            double tail = Math.log(IntStream.range(0, VOCABULARY)
                    .filter(id -> Arrays.binarySearch(ids, id) < 0)
                    .mapToDouble(id -> Math.exp(logProbabilities[id]))
                    .sum());
            assertThat(Arrays.copyOfRange(top.ids(), row * count, (row + 1) * count))
                    .containsExactly(ids);
            for (int i = 0; i < count; i++) {
                assertThat((double) top.logProbabilities()[row * count + i])
                        .isCloseTo(logProbabilities[ids[i]], within(TOLERANCE));
            }
            assertThat((double) top.tailLogMasses()[row]).isCloseTo(tail, within(TOLERANCE));
            assertThat((double) top.entropies()[row]).isCloseTo(entropy(logProbabilities), within(TOLERANCE));
        }
    }

    @Test
    void shouldHaveNoTailWhenAllTokensAreAskedFor() {
        TopTokens top = predictions.topTokens(TEMPERATURE, 5_000);

        assertThat(top.width()).isEqualTo(VOCABULARY);
        assertThat(Arrays.copyOf(top.ids(), VOCABULARY))
                .containsExactly(IntStream.range(0, VOCABULARY).toArray());
        for (float tail : top.tailLogMasses()) {
            assertThat(tail).isEqualTo(Float.NEGATIVE_INFINITY);
        }
    }

    @Test
    void shouldDrawTheTokensThatHoldThePoints() {
        int count = 37;
        double[] offsets = {0, 0.25, 0.5, 0.75, Math.nextDown(1.0)};

        DrawnTokens drawn = predictions.drawnTokens(TEMPERATURE, count, offsets);

        for (int row = 0; row < rows.length; row++) {
            double[] logProbabilities = logProbabilities(logits[row], TEMPERATURE);
            int[] expected = holders(logProbabilities, offsets[row], count);
            assertThat(drawn.idsOf(row)).containsExactly(expected);
            for (int draw = 0; draw < count; draw++) {
                assertThat((double) drawn.logProbability(row, draw))
                        .isCloseTo(logProbabilities[expected[draw]], within(TOLERANCE));
            }
            assertThat((double) drawn.entropies()[row]).isCloseTo(entropy(logProbabilities), within(TOLERANCE));
        }
    }

    @Test
    void shouldGiveLogProbabilitiesOfAllTokens() {
        predictions.logProbabilities(TEMPERATURE, (row, values) -> {
            double[] expected = logProbabilities(logits[row], TEMPERATURE);
            assertThat(values).hasSize(VOCABULARY);
            for (int id = 0; id < VOCABULARY; id++) {
                assertThat((double) values[id]).isCloseTo(expected[id], within(TOLERANCE));
            }
        });
    }

    @Test
    void shouldCompareTwoModelsOverTheWholeVocabulary() {
        try (Predictions q = other.predict(documents, rows)) {
            double[][] others = logits(q);
            int[] chosen = {3, 0, VOCABULARY - 1, 7, likeliest(others[4], 1)[0]};

            Comparison comparison = predictions.compare(q, chosen);

            for (int row = 0; row < rows.length; row++) {
                double[] logP = logProbabilities(logits[row], 1);
                double[] logQ = logProbabilities(others[row], 1);
                assertThat((double) comparison.divergences()[row]).isCloseTo(divergence(logP, logQ), within(TOLERANCE));
                assertThat((double) comparison.overlaps()[row]).isCloseTo(overlap(logP, logQ), within(TOLERANCE));
                assertThat((double) comparison.surprisesOfP()[row]).isCloseTo(-logP[chosen[row]], within(TOLERANCE));
                assertThat((double) comparison.surprisesOfQ()[row]).isCloseTo(-logQ[chosen[row]], within(TOLERANCE));
                int best = likeliest(logQ, 1)[0];
                assertThat((double) comparison.confidences()[row]).isCloseTo(Math.exp(logQ[best]), within(TOLERANCE));
                assertThat(comparison.agreed()[row]).isEqualTo(likeliest(logP, 1)[0] == best ? 1 : 0);
                assertThat(comparison.correct()[row]).isEqualTo(best == chosen[row] ? 1 : 0);
            }
            assertThat(comparison.correct()).contains(0, 1);
            assertThat(comparison.divergences()[0]).isGreaterThan(0.1f);
        }
    }

    @Test
    void shouldLeaveNothingBehind() {
        int before = model.heldArrays();
        for (int i = 0; i < 3; i++) {
            try (Predictions again = model.predict(documents, rows)) {
                again.topTokens(1, 5);
                again.drawnTokens(1, 5, new double[rows.length]);
            }
        }

        assertThat(model.heldArrays()).isEqualTo(before);
    }

    @Test
    void shouldRefuseADocumentBeyondTheContext() {
        PackedTokens tooLong = PackedTokens.of(List.of(new int[SmallModel.CONTEXT + 1]));

        assertThatThrownBy(() -> model.predict(tooLong, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("201 tokens; allowed: at most 200");
    }

    private static double[][] logits(Predictions predictions) {
        double[][] all = new double[predictions.rows()][];
        predictions.logits((row, values) -> all[row] =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
        return all;
    }

    private static double[] logProbabilities(double[] logits, double temperature) {
        double sum = Arrays.stream(logits).map(z -> Math.exp(z / temperature)).sum();
        return Arrays.stream(logits).map(z -> z / temperature - Math.log(sum)).toArray();
    }

    private static int[] likeliest(double[] values, int count) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -values[id]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static int[] holders(double[] logProbabilities, double offset, int count) {
        int[] ids = new int[count];
        for (int j = 0; j < count; j++) {
            double point = (offset + j) / count;
            double sum = Math.exp(logProbabilities[0]);
            while (sum <= point && ids[j] < logProbabilities.length - 1) {
                sum += Math.exp(logProbabilities[++ids[j]]);
            }
        }
        return ids;
    }

    private static double entropy(double[] logProbabilities) {
        return -Arrays.stream(logProbabilities).map(l -> Math.exp(l) * l).sum();
    }

    private static double divergence(double[] logP, double[] logQ) {
        return IntStream.range(0, logP.length)
                .mapToDouble(i -> Math.exp(logP[i]) * (logP[i] - logQ[i]))
                .sum();
    }

    private static double overlap(double[] logP, double[] logQ) {
        return IntStream.range(0, logP.length)
                .mapToDouble(i -> Math.exp(Math.min(logP[i], logQ[i])))
                .sum();
    }
}
