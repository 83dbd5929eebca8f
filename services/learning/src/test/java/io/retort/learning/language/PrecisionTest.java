package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.torch.TorchEngine;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTest {

    private final TorchEngine engine = TorchEngine.start(1);
    private final ModelConfiguration configuration = SmallModel.configuration(501);

    /** bfloat16 keeps 8 bits: logits that reach 10 are off by some hundredths, and by more where errors of layers add up. */
    @ParameterizedTest
    @CsvSource({"FLOAT32_ONEDNN, 1e-5", "BFLOAT16, 0.3"})
    void shouldGiveNearlyTheLogitsOfFloat32(Precision precision, double tolerance) {
        assumeTrue(
                new PrecisionProbe(engine, configuration).run().times().containsKey(precision),
                () -> "skipped: libtorch lacks " + precision + " here");

        float[] exact = logits(Precision.FLOAT32);
        float[] near = logits(precision);
        double squares = IntStream.range(0, exact.length)
                .mapToDouble(id -> near[id] - exact[id])
                .map(error -> error * error)
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(squares)).isLessThan(tolerance);
    }

    private float[] logits(Precision precision) {
        float[][] found = new float[1][];
        try (LanguageModel model = SmallModel.load(engine, configuration, precision);
                Predictions predictions =
                        model.predict(PackedTokens.of(List.of(Formula.tokens(20, 1, 501))), new int[] {19})) {
            predictions.logits((row, values) -> found[row] = values);
        }
        return found[0];
    }
}
