package io.retort.learning.classifier;

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
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code config.json}. */
final class ConfigurationFile {

    static final String NAME = "config.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;
    private final JsonNode root;

    private ConfigurationFile(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /** @param threads of this process; the file says nothing about them */
    static TextClassifierConfiguration read(Path directory, int threads) throws IOException {
        Path file = directory.resolve(NAME);
        try {
            return new ConfigurationFile(file, JSON.readTree(Files.readAllBytes(file))).configuration(threads);
        } catch (NoSuchFileException e) {
            throw new UnusableModelException(file, "missing", e);
        } catch (JsonProcessingException e) {
            throw new UnusableModelException(file, "not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UnusableModelException(file, String.valueOf(e.getMessage()), e);
        }
    }

    static void write(Path directory, TextClassifierConfiguration configuration) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("kind", TextClassifierConfiguration.KIND);
        configuration.classes().forEach(root.putArray("classes")::add);
        TextClassifierSettings settings = configuration.settings();
        root.put("wordRows", settings.wordRows());
        root.put("characterRows", settings.characterRows());
        root.put("learningRate", settings.learningRate());
        root.put("regression", settings.regression());
        root.put("seed", configuration.seed());
        root.put("temperature", configuration.temperature());
        String json = JSON.writeValueAsString(root).replace(System.lineSeparator(), "\n") + "\n";
        Files.writeString(directory.resolve(NAME), json, StandardOpenOption.CREATE_NEW);
    }

    private TextClassifierConfiguration configuration(int threads) throws UnusableModelException {
        String kind = required("kind").asText();
        if (!kind.equals(TextClassifierConfiguration.KIND)) {
            throw new UnusableModelException(
                    file, "kind '" + kind + "'; allowed: '" + TextClassifierConfiguration.KIND + "'");
        }
        TextClassifierSettings settings = new TextClassifierSettings(
                (int) integer("wordRows", Integer.MAX_VALUE),
                (int) integer("characterRows", Integer.MAX_VALUE),
                number("learningRate"),
                number("regression"),
                threads);
        return new TextClassifierConfiguration(
                classes(), settings, integer("seed", Long.MAX_VALUE), number("temperature"));
    }

    private List<String> classes() throws UnusableModelException {
        List<String> classes = new ArrayList<>();
        for (JsonNode name : required("classes")) {
            if (!name.isTextual()) {
                throw new UnusableModelException(file, "classes has " + name + "; allowed: names");
            }
            classes.add(name.textValue());
        }
        return classes;
    }

    private float number(String key) throws UnusableModelException {
        JsonNode node = required(key);
        if (!node.isNumber()) {
            throw new UnusableModelException(file, key + " is " + node + "; allowed: a number");
        }
        return node.floatValue();
    }

    private long integer(String key, long greatest) throws UnusableModelException {
        JsonNode node = required(key);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() > greatest) {
            throw new UnusableModelException(file, key + " is " + node + "; allowed: an integer up to " + greatest);
        }
        return node.longValue();
    }

    private JsonNode required(String key) throws UnusableModelException {
        JsonNode node = root.path(key);
        if (node.isMissingNode()) {
            throw new UnusableModelException(file, "no " + key);
        }
        return node;
    }
}
