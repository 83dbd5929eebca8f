package io.retort.learning.language.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.learning.huggingface.WeightType;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LanguageStudentSettingsTest {

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        refused(() -> settings(-0.1f, 1, 1, 0, 1), "crossEntropyWeight is -0.1; allowed: 0 to 1");
        refused(() -> settings(Float.NaN, 1, 1, 0, 1), "crossEntropyWeight is NaN; allowed: 0 to 1");
        refused(() -> settings(0, 0, 1, 0, 1), "temperature is 0.0; allowed: a number above 0");
        refused(() -> settings(0, 1, 0, 0, 1), "microBatchTokens is 0; allowed: 1 to 1048576");
        refused(() -> settings(0, 1, 1, 1, 1), "averageDecay is 1.0; allowed: 0 to below 1");
        refused(() -> settings(0, 1, 1, 0, 65), "threads is 65; allowed: 1 to 64");
        refused(() -> new DistillationLoss.JensenShannon(1), "beta is 1.0; allowed: above 0 and below 1");
        refused(() -> new DistillationLoss.JensenShannon(0), "beta is 0.0; allowed: above 0 and below 1");
        refused(() -> new LearningRate(0, 1, Optional.empty()), "learningRate is 0.0; allowed: above 0, at most 1");
        refused(() -> new LearningRate(1, -1, Optional.empty()), "warmUpSteps is -1; allowed: 0 to 1000000");
        refused(() -> new LearningRate.Decay(-1, 1), "decayFromStep is -1; allowed: 0 or more");
        refused(() -> new LearningRate.Decay(0, 0), "decaySteps is 0; allowed: 1 to 1000000");
        refused(() -> new OptimizerSettings(2, 1, 0, 0), "weightDecay is 2.0; allowed: 0 to 1");
        refused(() -> new OptimizerSettings(0, 0, 0, 0), "largestNorm is 0.0; allowed: a number above 0");
        refused(() -> new OptimizerSettings(0, 1, 1, 0), "meanDecay is 1.0; allowed: 0 to below 1");
        refused(() -> new OptimizerSettings(0, 1, 0, 1), "squareDecay is 1.0; allowed: 0 to below 1");
    }

    @Test
    void shouldWarmUpStayAndDecay() {
        LearningRate rate = new LearningRate(0.5f, 4, Optional.of(new LearningRate.Decay(10, 5)));

        assertThat(List.of(1, 2, 4, 5, 10, 11, 14, 15, 99).stream().map(rate::at))
                .containsExactly(0.125, 0.25, 0.5, 0.5, 0.5, 0.4, 0.1, 0.0, 0.0);
        assertThat(new LearningRate(0.5f, 0, Optional.empty()).at(1)).isEqualTo(0.5);
    }

    private static void refused(ThrowingCallable made, String message) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static LanguageStudentSettings settings(
            float crossEntropyWeight, float temperature, int tokens, float average, int threads) {
        return new LanguageStudentSettings(
                new DistillationLoss.ForwardKl(),
                crossEntropyWeight,
                Optional.of(temperature),
                new LearningRate(1e-3f, 50, Optional.empty()),
                OptimizerSettings.defaults(),
                tokens,
                average,
                WeightType.F32,
                TrainableTensors.ALL,
                threads);
    }
}
