package io.retort.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The language models of a quickstart's directory.
 *
 * @param teacher Hugging Face directory
 * @param firstStudent what the student began as
 */
public record LanguageModels(Path teacher, Path firstStudent) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public LanguageModels {
        teacher = teacher.toAbsolutePath().normalize();
        firstStudent = firstStudent.toAbsolutePath().normalize();
    }

    static Optional<LanguageModels> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            JsonNode models = JSON.readTree(file.toFile());
            return Optional.of(new LanguageModels(
                    Path.of(models.path("teacher").asText()),
                    Path.of(models.path("firstStudent").asText())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        JsonFile.replace(
                file,
                JSON.createObjectNode()
                        .put("teacher", teacher.toString())
                        .put("firstStudent", firstStudent.toString()));
    }
}
