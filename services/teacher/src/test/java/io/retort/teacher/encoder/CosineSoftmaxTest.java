package io.retort.teacher.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.schemas.label.Distribution;
import java.util.List;
import org.junit.jupiter.api.Test;

class CosineSoftmaxTest {

    private static final float[] EMBEDDING = {0.6f, 0.8f};
    private static final List<float[]> CLASSES =
            List.of(new float[] {1, 0}, new float[] {0, 1}, new float[] {-0.6f, -0.8f});

    @Test
    void shouldBeTheSoftmaxOfCosinesOverTemperature() {
        Distribution distribution = new CosineSoftmax(CLASSES, 0.05).of(EMBEDDING);
        assertThat(distribution.ids()).containsExactly(0, 1, 2);
        // Python 3.11 math.log(math.exp(c / 0.05) / sum of the three), c = 0.6, 0.8, -1
        assertThat(distribution.logProbabilities())
                .containsExactly(new float[] {-4.01815f, -0.01815f, -36.01815f}, within(1e-5f));
        assertThat(distribution.tailLogMass()).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void shouldStayFiniteAtTheLowestTemperature() {
        Distribution distribution = new CosineSoftmax(CLASSES, 0.001).of(EMBEDDING);
        assertThat(distribution.mostLikely()).isEqualTo(1);
        assertThat(distribution.logProbabilities()).containsExactly(new float[] {-200, 0, -1800}, within(1e-3f));
    }
}
