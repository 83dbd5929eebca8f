package io.retort.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.learning.language.Precision;
import io.retort.platform.config.Flag;
import io.retort.platform.config.InvalidSetting;
import io.retort.platform.config.Settings;
import io.retort.platform.kafka.RetrySettings;
import io.retort.server.batch.BatchSettings;
import io.retort.server.generation.GenerationSettings;
import io.retort.server.http.LimitSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {

    private static final ServerSettings DEFAULTS = ServerSettings.of(Path.of("checkpoints"));
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void shouldHaveDefaults() {
        assertThat(DEFAULTS.address()).isEqualTo("127.0.0.1");
        assertThat(DEFAULTS.port()).isEqualTo(8090);
        assertThat(DEFAULTS.tokens()).isEmpty();
        assertThat(DEFAULTS.students()).isEmpty();
        assertThat(DEFAULTS.batch()).isEqualTo(new BatchSettings(64, Duration.ZERO, 4_096, 2));
        assertThat(DEFAULTS.limits())
                .isEqualTo(new LimitSettings(1_048_576, 256, 16_384, Duration.ofSeconds(10), Duration.ofSeconds(30)));
        assertThat(DEFAULTS.generation()).isEqualTo(new GenerationSettings(8, 64, 1_024, 2, Precision.FLOAT32));
        assertThat(DEFAULTS.retry()).isEqualTo(RetrySettings.DEFAULTS);
        assertThat(DEFAULTS.drainDelay()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void shouldTakeEveryKey() {
        Map<String, String> given = Map.ofEntries(
                Map.entry("checkpoints", "elsewhere"),
                Map.entry("address", "0.0.0.0"),
                Map.entry("port", "81"),
                Map.entry("tokens", "t"),
                Map.entry("students", "a,b"),
                Map.entry("batch.texts", "1"),
                Map.entry("batch.linger", "3ms"),
                Map.entry("batch.queue", "4"),
                Map.entry("batch.threads", "5"),
                Map.entry("limits.bodyBytes", "6"),
                Map.entry("limits.texts", "2"),
                Map.entry("limits.characters", "8"),
                Map.entry("limits.bodyTimeout", "9s"),
                Map.entry("limits.idleTimeout", "7s"),
                Map.entry("generation.texts", "10"),
                Map.entry("generation.queue", "11"),
                Map.entry("generation.tokens", "12"),
                Map.entry("generation.threads", "13"),
                Map.entry("generation.precision", "bfloat16"),
                Map.entry("retry.first", "1s"),
                Map.entry("retry.cap", "2s"),
                Map.entry("drainDelay", "0s"));
        Settings settings = Settings.of(
                null,
                Map.of(),
                given.entrySet().stream()
                        .map(one -> new Flag("server." + one.getKey(), "--" + one.getKey(), one.getValue()))
                        .toList());

        ServerSettings bound = settings.section("server", ServerSettings.class, DEFAULTS);
        settings.orThrow();

        assertThat(bound)
                .isEqualTo(new ServerSettings(
                        Path.of("elsewhere"),
                        "0.0.0.0",
                        81,
                        Optional.of(Path.of("t")),
                        List.of("a", "b"),
                        new BatchSettings(1, Duration.ofMillis(3), 4, 5),
                        new LimitSettings(6, 2, 8, Duration.ofSeconds(9), Duration.ofSeconds(7)),
                        new GenerationSettings(10, 11, 12, 13, Precision.BFLOAT16),
                        new RetrySettings(SECOND, Duration.ofSeconds(2)),
                        Duration.ZERO));
    }

    @Test
    void shouldRefuseNoAddress() {
        refuses("address is empty", () -> settings(" ", 1, BatchSettings.DEFAULTS, SECOND));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void shouldRefuseAPort(int port) {
        refuses("port is " + port, () -> settings("a", port, BatchSettings.DEFAULTS, SECOND));
    }

    @Test
    void shouldRefuseAQueueThatTheLargestRequestNeverFits() {
        refuses("batch.queue is 255", () -> settings("a", 1, new BatchSettings(1, SECOND, 255, 1), SECOND));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 16})
    void shouldRefuseADelayBeforeTheEnd(int seconds) {
        refuses("drainDelay is ", () -> settings("a", 1, BatchSettings.DEFAULTS, Duration.ofSeconds(seconds)));
    }

    @Test
    void shouldRefuseBatches() {
        refuses("texts is 0", () -> new BatchSettings(0, SECOND, 1, 1));
        refuses("texts is 65537", () -> new BatchSettings(65_537, SECOND, 1, 1));
        refuses("queue is 0", () -> new BatchSettings(1, SECOND, 0, 1));
        refuses("queue is 1048577", () -> new BatchSettings(1, SECOND, 1_048_577, 1));
        refuses("threads is 0", () -> new BatchSettings(1, SECOND, 1, 0));
        refuses("threads is 257", () -> new BatchSettings(1, SECOND, 1, 257));
        refuses("linger is ", () -> new BatchSettings(1, Duration.ofMillis(-1), 1, 1));
        refuses("linger is 1001ms", () -> new BatchSettings(1, Duration.ofMillis(1_001), 1, 1));
    }

    @Test
    void shouldRefuseLimits() {
        refuses("bodyBytes is 0", () -> new LimitSettings(0, 1, 1, SECOND, SECOND));
        refuses("bodyBytes is 67108865", () -> new LimitSettings((1 << 26) + 1, 1, 1, SECOND, SECOND));
        refuses("texts is 0", () -> new LimitSettings(1, 0, 1, SECOND, SECOND));
        refuses("texts is 65537", () -> new LimitSettings(1, 65_537, 1, SECOND, SECOND));
        refuses("characters is 0", () -> new LimitSettings(1, 1, 0, SECOND, SECOND));
        refuses("characters is 16777217", () -> new LimitSettings(1, 1, (1 << 24) + 1, SECOND, SECOND));
        refuses("bodyTimeout is 9ms", () -> new LimitSettings(1, 1, 1, Duration.ofMillis(9), SECOND));
        refuses("bodyTimeout is 11m", () -> new LimitSettings(1, 1, 1, Duration.ofMinutes(11), SECOND));
        refuses("idleTimeout is 9ms", () -> new LimitSettings(1, 1, 1, SECOND, Duration.ofMillis(9)));
        refuses("idleTimeout is 11m", () -> new LimitSettings(1, 1, 1, SECOND, Duration.ofMinutes(11)));
    }

    @Test
    void shouldRefuseWhatNoLanguageModelCanDo() {
        refuses("texts is 0", () -> new GenerationSettings(0, 1, 1, 1, Precision.FLOAT32));
        refuses("texts is 1025", () -> new GenerationSettings(1_025, 1, 1, 1, Precision.FLOAT32));
        refuses("queue is 0", () -> new GenerationSettings(1, 0, 1, 1, Precision.FLOAT32));
        refuses("queue is 65537", () -> new GenerationSettings(1, 65_537, 1, 1, Precision.FLOAT32));
        refuses("tokens is 0", () -> new GenerationSettings(1, 1, 0, 1, Precision.FLOAT32));
        refuses("tokens is 1048577", () -> new GenerationSettings(1, 1, 1_048_577, 1, Precision.FLOAT32));
        refuses("threads is 0", () -> new GenerationSettings(1, 1, 1, 0, Precision.FLOAT32));
        refuses("threads is 257", () -> new GenerationSettings(1, 1, 1, 257, Precision.FLOAT32));
    }

    private static ServerSettings settings(String address, int port, BatchSettings batch, Duration drainDelay) {
        return new ServerSettings(
                Path.of("c"),
                address,
                port,
                Optional.empty(),
                List.of(),
                batch,
                LimitSettings.DEFAULTS,
                GenerationSettings.DEFAULTS,
                RetrySettings.DEFAULTS,
                drainDelay);
    }

    private static void refuses(String message, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(InvalidSetting.class).hasMessageStartingWith(message);
    }
}
