package io.retort.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.config.InvalidSetting;
import io.retort.platform.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LoopSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final GroupMembership MEMBERSHIP = new GroupMembership("group", "one", SECOND);
    private static final TransactionSettings TRANSACTIONS = new TransactionSettings("id");
    private static final BatchLimits LIMITS = new BatchLimits(1, 1, Duration.ZERO);

    @Test
    void shouldMapEveryKeyOfABatchsLimits() {
        var settings = Settings.of(
                null, Map.of("RETORT_BATCH_RECORDS", "65", "RETORT_BATCH_WEIGHT", "66", "RETORT_BATCH_LINGER", "67ms"));

        assertThat(settings.section("batch", BatchLimits.class, LIMITS))
                .isEqualTo(new BatchLimits(65, 66, Duration.ofMillis(67)));
        settings.orThrow();
    }

    @Test
    void shouldMapEveryKeyOfRetries() {
        var settings = Settings.of(null, Map.of("RETORT_RETRY_FIRST", "1s", "RETORT_RETRY_CAP", "2s"));

        assertThat(settings.section("retry", RetrySettings.class, RetrySettings.DEFAULTS))
                .isEqualTo(new RetrySettings(SECOND, Duration.ofSeconds(2)));
        settings.orThrow();
    }

    @Test
    void shouldHaveTheTimesOfTheProtocolByDefault() {
        assertThat(TRANSACTIONS.timeout()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
        assertThat(GroupMembership.DEFAULT_SESSION_TIMEOUT).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertRefused("records", () -> new BatchLimits(0, 1, Duration.ZERO));
        assertRefused("records", () -> new BatchLimits(65_537, 1, Duration.ZERO));
        assertRefused("weight", () -> new BatchLimits(1, 0, Duration.ZERO));
        assertRefused("linger", () -> new BatchLimits(1, 1, Duration.ofMillis(-1)));
        assertRefused("first", () -> new RetrySettings(Duration.ZERO, SECOND));
        assertRefused("cap", () -> new RetrySettings(SECOND, SECOND.minusMillis(1)));
        assertRefused("group", () -> new GroupMembership(" ", "one", SECOND));
        assertRefused("instance", () -> new GroupMembership("group", "", SECOND));
        assertRefused("sessionTimeout", () -> new GroupMembership("group", "one", SECOND.minusMillis(1)));
        assertRefused("transactionalId", () -> new TransactionSettings(""));
        assertRefused("timeout", () -> new TransactionSettings("id", SECOND.minusMillis(1), SECOND));
        assertRefused("deadline", () -> new TransactionSettings("id", SECOND, Duration.ZERO));
        assertRefused("inputTopic", () -> loop("", 1, Optional.empty()));
        assertRefused("maxRecordBytes", () -> loop("in", 0, Optional.empty()));
        assertRefused("maxRecordBytes", () -> loop("in", KafkaClients.MAX_REQUEST_BYTES + 1, Optional.empty()));
        assertRefused("untilIdle", () -> loop("in", 1, Optional.of(Duration.ZERO)));
    }

    private static void loop(String topic, int bytes, Optional<Duration> untilIdle) {
        var unused = new TransformLoopSettings(
                Stage.TEACHER, topic, MEMBERSHIP, TRANSACTIONS, LIMITS, RetrySettings.DEFAULTS, bytes, untilIdle);
    }

    private static void assertRefused(String key, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOfSatisfying(InvalidSetting.class, fault -> assertThat(fault.key())
                .isEqualTo(key));
    }
}
