package io.retort.learning.huggingface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** An object of a JSON file: its values by type. A value {@code null} counts as absent, as transformers reads it. */
final class JsonFields {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final ObjectNode object;

    private JsonFields(Path file, ObjectNode object) {
        this.file = file;
        this.object = object;
    }

    /** @throws UnusableModelException if the file is missing or holds no JSON object */
    static JsonFields read(Path file) throws IOException {
        try {
            return of(file, JSON.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw new UnusableModelException(file, "missing", e);
        } catch (JsonProcessingException e) {
            throw new UnusableModelException(file, "not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonFields of(Path file, JsonNode node) throws UnusableModelException {
        if (node instanceof ObjectNode object) {
            return new JsonFields(file, object);
        }
        throw new UnusableModelException(file, "no JSON object");
    }

    ObjectNode tree() {
        return object;
    }

    boolean has(String key) {
        return object.has(key);
    }

    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    Optional<JsonNode> value(String key) {
        return Optional.ofNullable(object.get(key)).filter(node -> !node.isNull());
    }

    Optional<JsonFields> object(String key) throws UnusableModelException {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof ObjectNode found) {
            return Optional.of(new JsonFields(file, found));
        }
        throw fault(key, value.get(), "a JSON object");
    }

    Optional<String> text(String key) throws UnusableModelException {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().isTextual()) {
            throw fault(key, value.get(), "a text");
        }
        return value.map(JsonNode::textValue);
    }

    Optional<List<String>> texts(String key) throws UnusableModelException {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> elements =
                StreamSupport.stream(value.get().spliterator(), false).toList();
        if (!value.get().isArray() || !elements.stream().allMatch(JsonNode::isTextual)) {
            throw fault(key, value.get(), "an array of texts");
        }
        return Optional.of(elements.stream().map(JsonNode::textValue).toList());
    }

    OptionalInt integer(String key) throws UnusableModelException {
        Optional<JsonNode> value = value(key);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(integer(key, value.get()));
    }

    /** An integer, or an array of them. */
    Optional<List<Integer>> integers(String key) throws UnusableModelException {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isArray()) {
            return Optional.of(List.of(integer(key, value.get())));
        }
        Integer[] integers = new Integer[value.get().size()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = integer(key, value.get().get(i));
        }
        return Optional.of(List.of(integers));
    }

    int requiredInteger(String key) throws UnusableModelException {
        OptionalInt value = integer(key);
        if (value.isEmpty()) {
            throw new UnusableModelException(file, "no " + key);
        }
        return value.getAsInt();
    }

    Optional<Double> number(String key) throws UnusableModelException {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().isNumber()) {
            throw fault(key, value.get(), "a number");
        }
        return value.map(JsonNode::doubleValue);
    }

    double requiredNumber(String key) throws UnusableModelException {
        Optional<Double> value = number(key);
        if (value.isEmpty()) {
            throw new UnusableModelException(file, "no " + key);
        }
        return value.get();
    }

    boolean truth(String key) throws UnusableModelException {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw fault(key, value.get(), "true or false");
        }
        return value.isPresent() && value.get().booleanValue();
    }

    UnusableModelException fault(String key, Object found, String allowed) {
        return new UnusableModelException(file, key + " is " + found + "; allowed: " + allowed);
    }

    private int integer(String key, JsonNode value) throws UnusableModelException {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw fault(key, value, "an integer below 2^31");
        }
        return value.intValue();
    }
}
