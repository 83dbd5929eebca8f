package io.retort.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final String EVERYTHING = """
            # every key, none at its default
            trainer:
              name: tutor
              steps: 11
              bytes: 9000000000
              rate: 1e-3
              rehearse: true
              directory: /there
              order: log-order
              apiKey: hunter2
              classes: [b, c]
              properties:
                sasl.mechanism: PLAIN
              batch:
                maxTokens: 65
                linger: 5s
            """;

    @TempDir
    Path directory;

    private Path yaml = Path.of("");

    @BeforeEach
    void name() {
        yaml = directory.resolve("retort.yaml");
    }

    @Test
    void shouldHaveDefaultsWithoutAFile() {
        var settings = Settings.of(null, Map.of("HOME", "/root"));

        assertThat(trainer(settings)).isEqualTo(ExampleSettings.DEFAULTS);
        settings.orThrow();
    }

    @Test
    void shouldReadEveryKeyFromTheFile() {
        var settings = file(EVERYTHING);

        assertThat(trainer(settings)).isEqualTo(everything());
        settings.orThrow();
    }

    @Test
    void shouldReadEveryKeyFromTheEnvironment() {
        var settings = Settings.of(
                null,
                Map.ofEntries(
                        Map.entry("RETORT_TRAINER_NAME", "tutor"),
                        Map.entry("RETORT_TRAINER_STEPS", "11"),
                        Map.entry("RETORT_TRAINER_BYTES", "9000000000"),
                        Map.entry("RETORT_TRAINER_RATE", "1e-3"),
                        Map.entry("RETORT_TRAINER_REHEARSE", "true"),
                        Map.entry("RETORT_TRAINER_DIRECTORY", "/there"),
                        Map.entry("RETORT_TRAINER_ORDER", "log-order"),
                        Map.entry("RETORT_TRAINER_API_KEY", "hunter2"),
                        Map.entry("RETORT_TRAINER_CLASSES", "b, c"),
                        Map.entry("RETORT_TRAINER_PROPERTIES_SASL_MECHANISM", "PLAIN"),
                        Map.entry("RETORT_TRAINER_BATCH_MAX_TOKENS", "65"),
                        Map.entry("RETORT_TRAINER_BATCH_LINGER", "5s")));

        var bound = trainer(settings);

        assertThat(bound.properties()).isEqualTo(Map.of("x", "y", "sasl.mechanism", "PLAIN"));
        assertThat(withoutProperties(bound)).isEqualTo(withoutProperties(everything()));
        settings.orThrow();
    }

    @Test
    void shouldLetTheCommandLineWinOverTheEnvironmentAndThatOverTheFile() {
        write("trainer:\n  steps: 11\n  bytes: 12\n  name: file\n");

        var settings = Settings.of(
                yaml,
                Map.of("RETORT_TRAINER_STEPS", "21", "RETORT_TRAINER_BYTES", "22"),
                List.of(new Flag("trainer.steps", "--steps", "31")));

        assertThat(trainer(settings))
                .extracting(ExampleSettings::steps, ExampleSettings::bytes, ExampleSettings::name)
                .containsExactly(31, 22L, "file");
        settings.orThrow();
    }

    @Test
    void shouldTellAllFaultsAtOnceWithTheirPlaces() {
        write("""
                trainer:
                  steps: 0
                  rate: fast
                  properties:
                    acks: "1"
                  batch:
                    maxTokens: 0
                    linger: 2h
                    bathc: 3
                teacher:
                  x: 1
                """);

        var settings = Settings.of(
                yaml,
                Map.of("RETORT_TRAINER_BYTES", "1k", "RETORT_TRAINER_STEP", "1"),
                List.of(new Flag("trainer.order", "--order", "random"), new Flag("trainer.nme", "--name", "x")));
        trainer(settings);

        assertFaults(
                settings,
                "--name: trainer.nme is unknown; did you mean trainer.name?",
                "--order: trainer.order is random; allowed: one of arrival, log-order",
                "RETORT_TRAINER_BYTES: trainer.bytes is 1k; allowed: a whole number",
                "RETORT_TRAINER_STEP: is no setting's variable; did you mean RETORT_TRAINER_STEPS?",
                yaml + ":10: teacher is unknown",
                yaml + ":2: trainer.steps is 0; allowed: a number of 1 or more",
                yaml + ":3: trainer.rate is fast; allowed: a number",
                yaml + ":5: trainer.properties.acks is 1; allowed: nothing",
                yaml + ":7: trainer.batch.maxTokens is 0; allowed: a number from 1 to 65536",
                yaml + ":8: trainer.batch.linger is 120m; allowed: a duration up to 1m",
                yaml + ":9: trainer.batch.bathc is unknown");
    }

    @Test
    void shouldTellBothPlacesOfAKeyGivenTwice() {
        var settings = file("trainer:\n  steps: 1\n  name: x\n  steps: 2\n");
        trainer(settings);

        assertFaults(settings, yaml + ":4: steps is given twice; first at " + yaml + ":2");
    }

    @Test
    void shouldTellWhereTheFileIsNotYaml() {
        var settings = file("trainer:\n  steps: [1\n  name: x\n");
        trainer(settings);

        assertThatThrownBy(settings::orThrow).hasMessageContaining(yaml + ":").hasMessageContaining("is not YAML");
    }

    @Test
    void shouldTellThatThereIsNoFile() {
        var settings = Settings.of(yaml, Map.of());
        trainer(settings);

        assertFaults(settings, yaml + ": there is no such file");
    }

    @Test
    void shouldTellShapesApart() {
        var settings = file("trainer:\n  steps:\n    x: 1\n  batch: 3\n  properties: 4\n  classes:\n    y: 1\n");
        trainer(settings);

        assertFaults(
                settings,
                yaml + ":2: trainer.steps has keys or a list under it; allowed: a whole number",
                yaml + ":4: trainer.batch is a single value; allowed: keys under it",
                yaml + ":5: trainer.properties is a single value; allowed: keys under it",
                yaml + ":6: trainer.classes has keys under it; allowed: a list");
    }

    @Test
    void shouldRefuseAnAliasRatherThanTakeItsName() {
        var settings = file("trainer:\n  name: &n x\n  directory: *n\n");
        trainer(settings);

        assertFaults(settings, yaml + ":3: directory is an alias; allowed: the value itself");
    }

    @Test
    void shouldTakeAnEmptyFileAndAnEmptySectionAsNothing() {
        assertThat(trainer(file(""))).isEqualTo(ExampleSettings.DEFAULTS);
        assertThat(trainer(file("# nothing\n"))).isEqualTo(ExampleSettings.DEFAULTS);
        assertThat(trainer(file("trainer:\n"))).isEqualTo(ExampleSettings.DEFAULTS);
    }

    @Test
    void shouldNotShowASecret() {
        var settings = file(EVERYTHING);

        assertThat(trainer(settings).toString()).doesNotContain("hunter2").contains("(hidden)");
        assertThat(trainer(file(EVERYTHING)).apiKey().orElseThrow().reveal()).isEqualTo("hunter2");
    }

    private static ExampleSettings everything() {
        return new ExampleSettings(
                "tutor",
                11,
                9_000_000_000L,
                0.001,
                true,
                Path.of("/there"),
                ExampleSettings.Order.LOG_ORDER,
                Optional.of(new Secret("hunter2")),
                List.of("b", "c"),
                Map.of("sasl.mechanism", "PLAIN"),
                new ExampleSettings.BatchSettings(65, Duration.ofSeconds(5)));
    }

    private static ExampleSettings withoutProperties(ExampleSettings all) {
        return new ExampleSettings(
                all.name(),
                all.steps(),
                all.bytes(),
                all.rate(),
                all.rehearse(),
                all.directory(),
                all.order(),
                all.apiKey(),
                all.classes(),
                Map.of(),
                all.batch());
    }

    private static ExampleSettings trainer(Settings settings) {
        return settings.section("trainer", ExampleSettings.class, ExampleSettings.DEFAULTS);
    }

    private static void assertFaults(Settings settings, String... faults) {
        assertThatThrownBy(settings::orThrow)
                .isInstanceOfSatisfying(InvalidSettingsException.class, thrown -> assertThat(thrown.faults())
                        .extracting(SettingFault::toString)
                        .containsExactlyInAnyOrder(faults));
    }

    private Settings file(String text) {
        write(text);
        return Settings.of(yaml, Map.of());
    }

    private void write(String text) {
        try {
            Files.writeString(yaml, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
