package io.retort.learning.language.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.retort.learning.student.Student;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageCheckpointTest {

    @TempDir
    Path directory;

    private Path checkpoint;

    @BeforeEach
    void write() throws IOException {
        checkpoint = directory.resolve("checkpoint");
        try (Student student = ToyStudents.create(ToyStudents.initial(directory), ToyStudents.settings())) {
            SavedStudent.write(student, checkpoint);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "tokenizer.json", "student.json", "optimizer.safetensors"})
    void shouldNameAMissingFile(String file) throws IOException {
        Files.delete(checkpoint.resolve(file));

        assertUnusable(file, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "optimizer.safetensors"})
    void shouldNameAFileCutShort(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(checkpoint.resolve(file));
        Files.write(checkpoint.resolve(file), Arrays.copyOf(bytes, bytes.length - 1));

        assertUnusable(file, "tensor ");
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                arguments("\"causal-language-model\"", "\"text-classifier\"", "kind 'text-classifier'; allowed"),
                arguments("\"FLOAT32\"", "\"FLOAT8\"", "precision is 'FLOAT8'; allowed: [FLOAT32"),
                arguments("\"forward-kl\"", "\"kl\"", "loss is 'kl'; allowed: [forward-kl, reverse-kl"),
                arguments("\"forward-kl\"", "\"jensen-shannon\"", "no beta"),
                arguments("\"learningRate\" : 0.01", "\"learningRate\" : 2", "learningRate is 2.0; allowed"),
                arguments("\"learningRate\" : 0.01", "\"learningRate\" : \"x\"", "learningRate is \"x\"; allowed"),
                arguments("\"warmUpSteps\" : 5", "\"warmUpSteps\" : 1.5", "warmUpSteps is 1.5; allowed"),
                arguments("\"warmUpSteps\" : 5", "\"decaySteps\" : 5", "no warmUpSteps"),
                arguments("\"frozen\" : [ ]", "\"frozen\" : [ 3 ]", "frozen is [3]; allowed: texts"),
                arguments("\"F32\"", "\"F64\"", "checkpointWeights is 'F64'; allowed"),
                arguments("{", "", "not JSON"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void shouldNameWhatIsWrongInTheStudentsFile(String text, String replacement, String fault) throws IOException {
        Path file = checkpoint.resolve("student.json");
        String json = Files.readString(file);
        assertThat(json).contains(text);
        Files.writeString(file, json.replace(text, replacement));

        assertUnusable("student.json", fault);
    }

    private void assertUnusable(String file, String fault) {
        assertThatThrownBy(() ->
                        ToyStudents.factory(checkpoint, ToyStudents.settings()).load(checkpoint))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageStartingWith(checkpoint.resolve(file) + ": " + fault);
    }
}
