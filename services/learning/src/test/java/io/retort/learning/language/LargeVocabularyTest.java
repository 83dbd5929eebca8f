package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.torch.TorchEngine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargeVocabularyTest {

    private static final int VOCABULARY = 49_152;
    private static final int DRAWS = 1_000;

    private final TorchEngine engine = TorchEngine.start(1);
    private final ModelConfiguration configuration = SmallModel.configuration(VOCABULARY);

    /**
     * Nearly every token as likely as the next, so that a point off by one part in 49,152 shows. One within rounding of the border
     * between two tokens may fall to either.
     */
    @Test
    void shouldDrawFromANearlyFlatDistribution() {
        double offset = 0.3;
        try (LanguageModel flat = SmallModel.load(engine, configuration, Precision.FLOAT32, 0.02);
                Predictions predictions = flat.predict(PackedTokens.of(List.of(new int[] {5})), new int[] {0})) {
            double[] weights = new double[VOCABULARY];
            predictions.logits((row, values) -> Arrays.setAll(weights, id -> Math.exp(values[id])));

            int[] drawn =
                    predictions.drawnTokens(1, DRAWS, new double[] {offset}).ids();

            int[] expected = holders(weights, offset);
            assertThat(IntStream.range(0, DRAWS)
                            .filter(j -> drawn[j] != expected[j])
                            .count())
                    .isLessThanOrEqualTo(2);
        }
    }

    /** More rows than one chunk holds: each row gets what is its own. */
    @Test
    void shouldReadRowsOfSeveralChunks() {
        int count = 200;
        int[] rows = IntStream.range(0, count).toArray();
        PackedTokens document = PackedTokens.of(List.of(Formula.tokens(count, 4, VOCABULARY)));
        try (LanguageModel model = SmallModel.load(engine, configuration, Precision.FLOAT32);
                Predictions predictions = model.predict(document, rows)) {
            int[] best = new int[count];
            predictions.logits((row, values) -> best[row] = indexOfLargest(values));

            assertThat(predictions.topTokens(1, 1).ids()).containsExactly(best);
            assertThat(Arrays.stream(best).distinct().count()).isGreaterThan(20);
        }
    }

    private static int[] holders(double[] weights, double offset) {
        double[] cumulative = weights.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        double mass = cumulative[VOCABULARY - 1];
        return IntStream.range(0, DRAWS)
                .map(j -> -1 - Arrays.binarySearch(cumulative, (offset + j) / DRAWS * mass))
                .toArray();
    }

    private static int indexOfLargest(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
