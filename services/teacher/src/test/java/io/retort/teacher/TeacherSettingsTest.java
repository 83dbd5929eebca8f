package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.config.InvalidSetting;
import io.retort.platform.kafka.RetrySettings;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeacherSettingsTest {

    private static final Duration SESSION = Duration.ofSeconds(5);

    @Test
    void shouldHaveDefaults() {
        TeacherSettings settings = TeacherSettings.of("one");
        assertThat(settings.batch()).isEqualTo(new BatchSettings(256, 32_768, Duration.ofMillis(50)));
        assertThat(settings.retry()).isEqualTo(RetrySettings.DEFAULTS);
        assertThat(settings.sessionTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.grantId()).isEmpty();
        assertThat(settings.untilIdle()).isEmpty();
    }

    @Test
    void shouldNameItsTransactionsByInstanceAndItsGroupByTeacher() {
        assertThat(TeacherSettings.of("one").transactionalId(new TopicNames("here.")))
                .isEqualTo("here.teacher.one");
        assertThat(TeacherSettings.groupId(new TopicNames("here."), "minilm")).isEqualTo("here.teacher.minilm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Upper",
                ".dot",
                "with space",
                "é",
                "a234567890123456789012345678901234567890123456789012345678901234"
            })
    void shouldRefuseAnInstance(String name) {
        refuses("instance is " + name + "; allowed: 1 to 63 lower-case", () -> TeacherSettings.of(name));
    }

    @Test
    void shouldRefuseASessionTimeoutOfLessThanASecond() {
        refuses("sessionTimeout is 999ms", () -> settings(Duration.ofMillis(999), Optional.empty(), Optional.empty()));
    }

    @Test
    void shouldRefuseAnEmptyGrant() {
        refuses("grantId is empty", () -> settings(SESSION, Optional.of(" "), Optional.empty()));
    }

    @Test
    void shouldRefuseToBeIdleAtOnce() {
        refuses("untilIdle is 0s", () -> settings(SESSION, Optional.empty(), Optional.of(Duration.ZERO)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_537})
    void shouldRefusePromptsInABatch(int prompts) {
        refuses("prompts is " + prompts, () -> new BatchSettings(prompts, 1, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, (1 << 30) + 1})
    void shouldRefuseTokensInABatch(int tokens) {
        refuses("tokens is " + tokens, () -> new BatchSettings(1, tokens, Duration.ZERO));
    }

    @Test
    void shouldRefuseToLingerForLessThanNothing() {
        refuses("linger is PT-1S", () -> new BatchSettings(1, 1, Duration.ofSeconds(-1)));
    }

    private static TeacherSettings settings(Duration session, Optional<String> grant, Optional<Duration> untilIdle) {
        return new TeacherSettings("one", BatchSettings.DEFAULT, RetrySettings.DEFAULTS, session, grant, untilIdle);
    }

    private static void refuses(String message, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(InvalidSetting.class).hasMessageStartingWith(message);
    }
}
