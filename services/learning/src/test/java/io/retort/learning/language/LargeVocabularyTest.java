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

    /** Every token as likely as the next: a cumulative sum in float32 would drift by tens of tokens. */
    @Test
    void shouldDrawExactlyFromAFlatDistribution() {
        double[] offsets = {0.1, 0.7};
        try (LanguageModel flat = SmallModel.load(engine, configuration, Precision.FLOAT32, 0);
                Predictions predictions = flat.predict(PackedTokens.of(List.of(new int[] {5, 6})), new int[] {0, 1})) {
            DrawnTokens drawn = predictions.drawnTokens(1, DRAWS, offsets);

            for (int row = 0; row < 2; row++) {
                double offset = offsets[row];
                assertThat(drawn.idsOf(row))
                        .containsExactly(IntStream.range(0, DRAWS)
                                .map(j -> (int) Math.floor((offset + j) / DRAWS * VOCABULARY))
                                .toArray());
            }
            assertThat(drawn.entropies()).usingComparatorWithPrecision(1e-5f).containsOnly((float)
                    Math.log(VOCABULARY));
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
