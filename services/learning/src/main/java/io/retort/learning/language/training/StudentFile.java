package io.retort.learning.language.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code student.json}: what is Retort's own in a student's directory. */
public final class StudentFile {

    /** The kind of student whose directory has this file. */
    public static final String KIND = "causal-language-model";

    /** The file's name. */
    public static final String NAME = "student.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private StudentFile() {}

    static void write(Path directory, StudentProfile profile) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("kind", KIND).put("seed", profile.seed());
        new SettingsJson(root).put(profile.settings(), profile.precision());
        String json = JSON.writeValueAsString(root).replace(System.lineSeparator(), "\n") + "\n";
        Files.writeString(directory.resolve(NAME), json, StandardOpenOption.CREATE_NEW);
    }

    /** @throws UnusableModelException if it is missing, malformed, or of another kind of student */
    static StoredSettings read(Path directory, int threads) throws IOException {
        Path file = directory.resolve(NAME);
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            String kind = root.path("kind").asText("missing");
            if (!(root instanceof ObjectNode object) || !kind.equals(KIND)) {
                throw new UnusableModelException(file, "kind '" + kind + "'; allowed: '" + KIND + "'");
            }
            return new SettingsJson(object).read(threads);
        } catch (NoSuchFileException e) {
            throw new UnusableModelException(file, "missing", e);
        } catch (JsonProcessingException e) {
            throw new UnusableModelException(file, "not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UnusableModelException(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** What decides a student's arithmetic, by name. */
    static SortedMap<String, String> described(StudentProfile profile) {
        ObjectNode root = JSON.createObjectNode();
        new SettingsJson(root).put(profile.settings(), profile.precision());
        SortedMap<String, String> described = new TreeMap<>();
        root.properties().forEach(field -> described.put(field.getKey(), text(field.getValue())));
        return described;
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
