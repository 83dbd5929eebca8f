package io.retort.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.server.TellingCheckpoints;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.server.generation.GenerationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointLoaderTest {

    @TempDir
    private Path directory;

    private TellingCheckpoints checkpoints;
    private CheckpointLoader loader;

    @BeforeEach
    void open() {
        checkpoints = new TellingCheckpoints(directory.resolve("checkpoints"));
        loader = CheckpointLoader.standard(
                new CheckpointFetcher(directory.resolve("checkpoints"), directory.resolve("temporary")),
                GenerationSettings.DEFAULTS,
                new SimpleMeterRegistry());
    }

    @Test
    void shouldServeATextClassifierWithItsClassesAndProbabilities() {
        ServedModel model = loaded(checkpoints.write(3));

        assertThat(model).isInstanceOfSatisfying(ServedClassifier.class, classifier -> {
            classifier.warmUp();
            List<float[]> answers = classifier.classify(List.of("where is my parcel", ""));
            assertThat(classifier.classes()).isEqualTo(TellingCheckpoints.CLASSES);
            assertThat(answers).hasSize(2);
            for (float[] answer : answers) {
                assertThat(sum(answer)).isCloseTo(1, within(1e-6)); // eight floats' rounding
                assertThat(greatest(answer)).isEqualTo(3);
            }
        });
    }

    @Test
    void shouldLeaveNoFileBehindWhetherItLoadsOrNot() {
        DeployedCheckpoint checkpoint = checkpoints.write(3);
        loaded(checkpoint);
        reason(withAnotherLabelSpace(checkpoint));

        assertThat(directory.resolve("temporary")).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAModelOfAnotherLabelSpaceThanAnnounced() {
        assertThat(reason(withAnotherLabelSpace(checkpoints.write(3))))
                .isEqualTo("its label space is not the one that was announced");
    }

    @Test
    void shouldRefuseAKindItCannotServe() {
        DeployedCheckpoint checkpoint = TellingCheckpoints.deployed(
                TellingCheckpoints.idOf(3),
                3,
                "oracle",
                TellingCheckpoints.LABEL_SPACE,
                checkpoints.write(3).getFiles());

        assertThat(reason(checkpoint))
                .isEqualTo("it is of kind oracle; this server serves [causal-language-model, text-classifier]");
    }

    @Test
    void shouldRefuseFilesThatAreWhatWasAnnouncedButNoModel() throws IOException {
        checkpoints.write(3);
        Path config = Files.writeString(checkpoints.directory(3).resolve("config.json"), "{}");
        CheckpointFile file =
                new CheckpointFile("config.json", Files.size(config), Fingerprints.of(Files.readAllBytes(config)));

        assertThat(reason(TellingCheckpoints.deployed(3, List.of(file))))
                .isEqualTo("it cannot be loaded: config.json: no kind");
    }

    private ServedModel loaded(DeployedCheckpoint checkpoint) {
        return loader.load(TellingCheckpoints.STUDENT, checkpoint).match(LoadOutcome.Loaded::model, unfit -> {
            throw new AssertionError(unfit.reason());
        });
    }

    private String reason(DeployedCheckpoint checkpoint) {
        return loader.load(TellingCheckpoints.STUDENT, checkpoint).match(loaded -> "loaded", LoadOutcome.Unfit::reason);
    }

    private static DeployedCheckpoint withAnotherLabelSpace(DeployedCheckpoint checkpoint) {
        return TellingCheckpoints.deployed(
                checkpoint.getId(),
                checkpoint.getStep(),
                checkpoint.getKind(),
                new LabelSpaceReference(LabelSpaceKind.CLASSES, Fingerprints.ofText("other"), 8),
                checkpoint.getFiles());
    }

    private static double sum(float[] probabilities) {
        double sum = 0;
        for (float probability : probabilities) {
            sum += probability;
        }
        return sum;
    }

    private static int greatest(float[] probabilities) {
        int greatest = 0;
        for (int c = 1; c < probabilities.length; c++) {
            greatest = probabilities[c] > probabilities[greatest] ? c : greatest;
        }
        return greatest;
    }
}
