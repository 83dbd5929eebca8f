package io.retort.producer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.config.InvalidSetting;
import io.retort.platform.kafka.BatchLimits;
import io.retort.platform.kafka.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerSettingsTest {

    private static final BatchLimits BATCH = new BatchLimits(10, 1024, Duration.ZERO);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseARateThatIsNone(double rate) {
        refuses("promptsPerSecond", () -> ProducerSettings.DEFAULTS.withPromptsPerSecond(rate));
    }

    @Test
    void shouldRefuseABatchTheClientCannotHold() {
        BatchLimits large = new BatchLimits(10, 1L << 30, Duration.ZERO);

        refuses(
                "batch.weight",
                () -> new ProducerSettings(large, Optional.empty(), SECOND, SECOND, RetrySettings.DEFAULTS));
    }

    @Test
    void shouldRefuseATransactionTimeOutBelowASecond() {
        Duration short1 = Duration.ofMillis(999);

        refuses(
                "transactionTimeout",
                () -> new ProducerSettings(BATCH, Optional.empty(), short1, SECOND, RetrySettings.DEFAULTS));
    }

    @Test
    void shouldRefuseADeadlineOfNothing() {
        refuses(
                "deadline",
                () -> new ProducerSettings(BATCH, Optional.empty(), SECOND, Duration.ZERO, RetrySettings.DEFAULTS));
    }

    private static void refuses(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable settings) {
        assertThatThrownBy(settings)
                .isInstanceOfSatisfying(
                        InvalidSetting.class, invalid -> org.assertj.core.api.Assertions.assertThat(invalid.key())
                                .isEqualTo(key));
    }
}
