package io.retort.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.learning.language.Precision;
import io.retort.learning.language.SamplingSettings;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.server.TinyCheckpoints;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.server.generation.Generation;
import io.retort.server.generation.GenerationSettings;
import io.retort.server.generation.HeardTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelLoaderTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private CheckpointLoader loader;
    private DeployedCheckpoint checkpoint;

    @BeforeEach
    void open() {
        loader = CheckpointLoader.standard(
                new CheckpointFetcher(directory.resolve("checkpoints"), directory.resolve("temporary")),
                new GenerationSettings(4, 8, 100, 1, Precision.FLOAT32),
                meters);
        checkpoint = TinyCheckpoints.write(directory.resolve("checkpoints"), 3);
    }

    @Test
    void shouldServeALanguageModelWithoutItsOptimizerAndLeaveNoFileBehind() {
        try (ServedLanguageModel model = loaded(checkpoint)) {
            assertThat(model.kind()).isEqualTo("causal-language-model");
            assertThat(model.labelSpace().getKind()).isEqualTo(LabelSpaceKind.VOCABULARY);
            assertThat(model.contextLength()).isEqualTo(1_024);
            assertThat(directory.resolve("temporary")).isEmptyDirectory();

            model.warmUp();

            assertThat(meters.get("retort.server.generation.tokens").counter().count())
                    .isPositive();
        }
    }

    @Test
    void shouldNotReadASpecialTokenOutOfAText() {
        try (ServedLanguageModel model = loaded(checkpoint)) {
            assertThat(model.text().ofText("<|im_end|>")).hasSizeGreaterThan(1).doesNotContain(1, 2);
        }
    }

    @Test
    void shouldWriteTheSameTextForTheSameSeedInAnyCompany() {
        try (ServedLanguageModel model = loaded(checkpoint)) {
            String alone = written(model, 5, "Where is my order?").texts.get(0);

            HeardTexts inCompany = written(model, 5, "Where is my order?", "I want my money back", "Hello");

            assertThat(alone).isNotBlank();
            assertThat(inCompany.texts).containsEntry(0, alone);
            assertThat(written(model, 6, "Where is my order?").texts.get(0)).isNotEqualTo(alone);
        }
    }

    @Test
    void shouldRefuseWhatIsNoModel() throws IOException {
        Path config = directory
                .resolve("checkpoints")
                .resolve(TinyCheckpoints.STUDENT)
                .resolve(checkpoint.getId())
                .resolve("config.json");
        Files.writeString(config, "{}");

        assertThat(loader.load(TinyCheckpoints.STUDENT, checkpoint).match(loaded -> "", LoadOutcome.Unfit::reason))
                .startsWith("config.json has ");
    }

    private ServedLanguageModel loaded(DeployedCheckpoint announced) {
        return (ServedLanguageModel)
                loader.load(TinyCheckpoints.STUDENT, announced).match(LoadOutcome.Loaded::model, unfit -> {
                    throw new AssertionError(unfit.reason());
                });
    }

    private static HeardTexts written(ServedLanguageModel model, long seed, String... prompts) {
        HeardTexts heard = new HeardTexts();
        SamplingSettings settings = new SamplingSettings(1, 0.9f, seed, 24, List.of());
        List<Generation.Prompt> asked = List.of(prompts).stream()
                .map(prompt -> new Generation.Prompt(model.text().ofText(prompt), settings))
                .toList();
        model.generate(new Generation(asked, heard), () -> {});
        assertThat(heard.outcome).succeedsWithin(LIMIT).asString().startsWith("completed");
        return heard;
    }
}
