package io.retort.trainer.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.config.InvalidSetting;
import io.retort.schemas.topic.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void shouldHaveDefaultsThatAreAllowed() {
        TrainerSettings settings = TrainerSettings.of("support", Path.of("checkpoints"));

        assertThat(settings.batch()).isEqualTo(new BatchSettings(BatchingMode.ARRIVAL, 64, Duration.ofMillis(500)));
        assertThat(settings.journalInterval()).isEqualTo(SECOND);
        assertThat(settings.checkpoint())
                .isEqualTo(new CheckpointSettings(500, Duration.ofSeconds(30), 5, Duration.ofHours(1)));
        assertThat(settings.rehearsal()).isEqualTo(new RehearsalSettings(4, 20_000));
        assertThat(settings.untilIdle()).isEmpty();
    }

    @Test
    void shouldKeepInstallationsOnOneClusterApart() {
        TrainerSettings settings = TrainerSettings.of("s", Path.of("d"));

        assertThat(settings.groupId(TopicNames.standard())).isEqualTo("retort.trainer.s");
        assertThat(settings.groupId(new TopicNames("other."))).isEqualTo("other.trainer.s");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void shouldNameTheKeyTheValueAndWhatIsAllowed(String message, ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(InvalidSetting.class).hasMessageStartingWith(message);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("student is A; allowed: 1 to 63 lower-case", () -> TrainerSettings.of("A", Path.of("d"))),
                broken("student is ; allowed:", () -> TrainerSettings.of("", Path.of("d"))),
                broken(
                        "journalInterval is 9ms; allowed: a duration from 10ms to 1m",
                        () -> with(Duration.ofMillis(9), Optional.empty())),
                broken("journalInterval is 61s", () -> with(Duration.ofSeconds(61), Optional.empty())),
                broken(
                        "untilIdle is 99ms; allowed: a duration of at least 100ms",
                        () -> with(SECOND, Optional.of(Duration.ofMillis(99)))),
                broken(
                        "size is 0; allowed: a number from 1 to 8192",
                        () -> new BatchSettings(BatchingMode.ARRIVAL, 0, SECOND)),
                broken("size is 8193", () -> new BatchSettings(BatchingMode.ARRIVAL, 8193, SECOND)),
                broken(
                        "linger is PT-1S; allowed: a duration from 0ms to 10m",
                        () -> new BatchSettings(BatchingMode.ARRIVAL, 1, SECOND.negated())),
                broken("linger is 601s", () -> new BatchSettings(BatchingMode.ARRIVAL, 1, Duration.ofSeconds(601))),
                broken("everySteps is 0", () -> new CheckpointSettings(0, SECOND, 1, Duration.ofHours(1))),
                broken("every is 50ms", () -> new CheckpointSettings(1, Duration.ofMillis(50), 1, Duration.ofHours(1))),
                broken("keep is 0", () -> new CheckpointSettings(1, SECOND, 0, Duration.ofHours(1))),
                broken("leftoverAge is 1s", () -> new CheckpointSettings(1, SECOND, 1, SECOND)),
                broken("batches is 65", () -> new RehearsalSettings(65, 1)),
                broken("window is 0", () -> new RehearsalSettings(1, 0)));
    }

    private static Arguments broken(String message, ThrowingCallable made) {
        return Arguments.of(message, made);
    }

    private static TrainerSettings with(Duration journalInterval, Optional<Duration> untilIdle) {
        return new TrainerSettings(
                "s",
                Path.of("d"),
                0,
                BatchSettings.DEFAULT,
                journalInterval,
                CheckpointSettings.DEFAULT,
                RehearsalSettings.DEFAULT,
                untilIdle);
    }
}
