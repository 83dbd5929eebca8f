package io.retort.learning.language.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import io.retort.learning.huggingface.TensorSpecification;
import io.retort.learning.language.Precision;
import io.retort.learning.student.Example;
import io.retort.learning.torch.TorchEngine;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A step whose arithmetic has run away. */
class TrainingModelTest {

    @Test
    void shouldChangeNothingWhereTheGradientIsNotFiniteAndThenGoOn() throws IOException {
        TrainingCase training = TrainingCase.all().get(0);
        try (TrainingModel model =
                TinyModel.training(TorchEngine.start(1), training.configuration(), training.settings())) {
            List<MicroBatch> parts = List.of(batch(training));
            NDArray norm = model.state().weights().get(lastNorm(training));
            float[] finite = norm.toFloatArray();
            norm.set(filled(finite.length, Float.POSITIVE_INFINITY));
            List<float[]> before = values(model);

            model.learn(parts);

            assertThat(values(model)).usingRecursiveComparison().isEqualTo(before);
            assertThat(model.state().steps()).isOne();
            assertThat(model.state().updates()).isZero();

            norm.set(finite);
            model.learn(parts);

            assertThat(model.state().updates()).isOne();
            assertThat(values(model)).allSatisfy(values -> {
                for (float value : values) {
                    assertThat(value).isFinite();
                }
            });
        }
    }

    private static int lastNorm(TrainingCase training) {
        List<String> names = training.configuration().tensorSpecifications().stream()
                .map(TensorSpecification::name)
                .toList();
        return names.indexOf("model.norm.weight");
    }

    private static MicroBatch batch(TrainingCase training) {
        List<Example> examples = training.batch(0);
        int positions = examples.stream()
                .mapToInt(example -> example.tokens().positions())
                .sum();
        return MicroBatch.of(examples, training.settings(), Precision.FLOAT32.rows(), positions);
    }

    private static List<float[]> values(TrainingModel model) {
        return model.state().weights().stream().map(NDArray::toFloatArray).toList();
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }
}
