package io.retort.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.config.Flag;
import io.retort.platform.config.InvalidSettingsException;
import io.retort.platform.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateSettingsTest {

    private static final GateSettings DEFAULTS = GateSettings.of("s", Path.of("cp"));

    @Test
    void shouldBindEveryKey(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("retort.yaml"), """
                gate:
                  student: other
                  checkpoints: there
                  evaluation: prompts.jsonl
                  window: 100
                  level: 0.01
                  agreementMargin: 0.03
                  lossMargin: 0.2
                  fall: 0.3
                  memory: 1m
                  patience: 5s
                  threads: 3
                """);
        Settings settings = Settings.of(file, Map.of(), List.of());
        GateSettings bound = settings.section("gate", GateSettings.class, DEFAULTS);
        settings.orThrow();

        assertThat(bound)
                .isEqualTo(new GateSettings(
                        "other",
                        Path.of("there"),
                        Optional.of(Path.of("prompts.jsonl")),
                        100,
                        0.01,
                        0.03,
                        0.2,
                        0.3,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(5),
                        3));
        assertThat(DEFAULTS.withStudent("t").withCheckpoints(Path.of("d")))
                .isEqualTo(GateSettings.of("t", Path.of("d")));
    }

    @ParameterizedTest
    @CsvSource({
        "student, S!, 'student is S!;'",
        "window, 1, a number from 2 to 100000",
        "level, 0.5, a number above 0 and below 0.5",
        "level, 0, a number above 0 and below 0.5",
        "agreementMargin, 0, a number above 0 and below 1",
        "lossMargin, 0, a number above 0",
        "fall, 1.5, 'a number above 0, at most 1'",
        "memory, -1s, memory",
        "patience, 1ms, 'a duration of at least 100ms, such as 30s'",
        "threads, 0, a number from 1 to 64",
        "threads, 65, a number from 1 to 64"
    })
    void shouldRefuseWhatIsNotAllowed(String key, String value, String message) {
        Settings settings = Settings.of(null, Map.of(), List.of(new Flag("gate." + key, "--" + key, value)));
        settings.section("gate", GateSettings.class, DEFAULTS);

        assertThatThrownBy(settings::orThrow)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(message);
    }
}
