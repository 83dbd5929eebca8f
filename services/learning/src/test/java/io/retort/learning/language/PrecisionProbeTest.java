package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.torch.TorchEngine;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrecisionProbeTest {

    private final TorchEngine engine = TorchEngine.start(1);

    @Test
    void shouldTimeWhatTheMachineHas() {
        ProbedPrecision probed = new PrecisionProbe(engine, SmallModel.configuration(97)).run();

        assertThat(probed.times()).containsKeys(Precision.FLOAT32, probed.fastest());
        assertThat(probed.times().values()).allMatch(time -> time.toNanos() > 0);
    }

    @Test
    void shouldTakeTheFastest() {
        assertThat(fastest(10, 5, 3)).isEqualTo(Precision.BFLOAT16);
        assertThat(fastest(10, 5, 95)).isEqualTo(Precision.FLOAT32_ONEDNN);
    }

    @Test
    void shouldTakeTheSimplerOneOfNearlyEqual() {
        assertThat(fastest(100, 95, 92)).isEqualTo(Precision.FLOAT32);
        assertThat(fastest(100, 50, 48)).isEqualTo(Precision.FLOAT32_ONEDNN);
    }

    @Test
    void shouldDoWithoutWhatTheMachineLacks() {
        ProbedPrecision probed = ProbedPrecision.of(Map.of(Precision.FLOAT32, Duration.ofMillis(3)));

        assertThat(probed.fastest()).isEqualTo(Precision.FLOAT32);
    }

    private static Precision fastest(long plain, long onednn, long bfloat16) {
        return ProbedPrecision.of(Map.of(
                        Precision.FLOAT32, Duration.ofMillis(plain),
                        Precision.FLOAT32_ONEDNN, Duration.ofMillis(onednn),
                        Precision.BFLOAT16, Duration.ofMillis(bfloat16)))
                .fastest();
    }
}
