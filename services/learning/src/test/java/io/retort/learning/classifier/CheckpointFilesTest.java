package io.retort.learning.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.safetensors.SafetensorsFile;
import io.retort.learning.safetensors.SafetensorsWriter;
import io.retort.learning.safetensors.StoredTensor;
import io.retort.learning.student.Student;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFilesTest {

    private static final TextClassifierSettings SMALL = new TextClassifierSettings(16, 32, 0.3f, 0.1f, 1);
    private static final TextClassifierFactory FACTORY = new TextClassifierFactory(SMALL);

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        try (Student student = FACTORY.create(ClassSet.customerSupport().toLabelSpace(Instant.EPOCH), 7)) {
            student.step(new Labels(30).batch(16), List.of());
            student.snapshot().writeTo(directory);
        }
    }

    @Test
    void shouldKeepTheSettingsItWasCreatedWith() throws IOException {
        TextClassifierFactory other =
                new TextClassifierFactory(TextClassifierSettings.defaults().withThreads(2));

        try (Student created = FACTORY.create(ClassSet.customerSupport().toLabelSpace(Instant.EPOCH), 7);
                Student loaded = other.load(directory)) {
            assertThat(loaded.description()).isEqualTo(created.description());
            assertThat(loaded.numerics().threads()).isEqualTo(2);
        }
    }

    @Test
    void shouldStoreTensorsOfTheSizesItStates() throws IOException {
        assertThat(SafetensorsFile.open(directory.resolve("model.safetensors")).names())
                .containsExactly("table");
        assertThat(Files.size(directory.resolve("model.safetensors"))).isBetween(49L * 20 * 4, 49L * 20 * 4 + 256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors", "optimizer.safetensors"})
    void shouldNameAMissingFile(String file) throws IOException {
        Files.delete(directory.resolve(file));

        assertUnusable(file, "missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "optimizer.safetensors"})
    void shouldNameAFileCutShort(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve(file));
        Files.write(directory.resolve(file), Arrays.copyOf(bytes, bytes.length - 1));

        assertUnusable(file, "tensor ");
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                arguments("\"text-classifier\"", "\"causal-language-model\"", "kind 'causal-language-model'"),
                arguments("\"kind\"", "\"Kind\"", "no kind"),
                arguments("\"wordRows\" : 16", "\"wordRows\" : 0", "wordRows is 0; allowed: 1 to 1048576"),
                arguments("\"wordRows\" : 16", "\"wordRows\" : 1.5", "wordRows is 1.5; allowed: an integer"),
                arguments("\"wordRows\" : 16", "\"wordRows\" : 99999999999", "wordRows is 99999999999; allowed"),
                arguments("\"learningRate\" : 0.3", "\"learningRate\" : \"x\"", "learningRate is \"x\""),
                arguments("\"temperature\" : 0.05", "\"temperature\" : -1", "temperature is -1.0; allowed"),
                arguments("\"track_order\"", "3", "classes has 3; allowed: names"),
                arguments("{", "", "not JSON"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void shouldNameWhatIsWrongInTheConfiguration(String text, String replacement, String fault) throws IOException {
        Path file = directory.resolve("config.json");
        String json = Files.readString(file);
        assertThat(json).contains(text);
        Files.writeString(file, json.replace(text, replacement));

        assertUnusable("config.json", fault);
    }

    @Test
    void shouldRefuseATableOfAnotherShape() throws IOException {
        Path file = directory.resolve("config.json");
        Files.writeString(file, Files.readString(file).replace("\"wordRows\" : 16", "\"wordRows\" : 17"));

        assertUnusable("model.safetensors", "tensor table: F32 of shape [49, 20]; allowed: F32 of shape [50, 20]");
        assertThatThrownBy(() -> TextClassifierPredictor.load(directory)).isInstanceOf(UnusableModelException.class);
    }

    @Test
    void shouldRefuseANegativeNumberOfSteps() throws IOException {
        Path file = directory.resolve("optimizer.safetensors");
        Files.delete(file);
        SafetensorsWriter.write(
                file,
                List.of(StoredTensor.of("steps", new long[] {-1}), StoredTensor.of("squares", new float[49], 49)),
                Map.of());

        assertUnusable("optimizer.safetensors", "-1 steps");
    }

    private void assertUnusable(String file, String fault) {
        assertThatThrownBy(() -> FACTORY.load(directory))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageStartingWith(directory.resolve(file) + ": " + fault);
    }
}
