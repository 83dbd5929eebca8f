package io.retort.learning.language.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.student.Example;
import io.retort.learning.torch.TorchEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Twenty steps against what transformers, torch.autograd and torch's AdamW make of the same batches. */
class TrainingStepsTest {

    private static final int COLUMNS = 6;
    private static final int ROWS = 64; // so that there is a filler

    static List<TrainingCase> cases() throws IOException {
        return TrainingCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldHaveTheLossesOfPyTorch(TrainingCase training) throws IOException {
        LanguageStudentSettings settings = training.settings();
        double[] expected = training.losses();
        try (TrainingModel model = TinyModel.training(TorchEngine.start(1), training.configuration(), settings)) {
            for (int step = 0; step < expected.length; step++) {
                List<MicroBatch> parts = parts(training.batch(step), settings);
                assertThat(parts).hasSize(2);

                assertThat(learned(parts, model.learn(parts)))
                        .as("step %d", step)
                        .isCloseTo(expected[step], within(1e-3));
            }
            assertThat(model.state().steps()).isEqualTo(expected.length);
        }
    }

    private static List<MicroBatch> parts(List<Example> batch, LanguageStudentSettings settings) {
        int positions =
                batch.stream().mapToInt(example -> example.tokens().positions()).sum();
        return MicroBatches.of(batch, settings.microBatchTokens()).parts().stream()
                .map(part -> MicroBatch.of(part.stream().map(batch::get).toList(), settings, ROWS, positions))
                .toList();
    }

    /** The mean over positions of what the step went down. */
    private static double learned(List<MicroBatch> parts, List<float[]> rows) {
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            List<Target> targets =
                    parts.get(i).targets().stream().flatMap(List::stream).toList();
            for (int row = 0; row < targets.size(); row++) {
                float divergence = rows.get(i)[row * COLUMNS];
                float logQ = rows.get(i)[row * COLUMNS + 2];
                Target target = targets.get(row);
                losses.add((double) target.divergenceWeight() * divergence - target.chosenWeight() * logQ);
            }
        }
        return losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
