package io.retort.learning.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads and checks a file's header; every fault names the file and the tensor. */
final class TensorHeader {

    static final String METADATA = "__metadata__";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final SortedMap<String, TensorEntry> entries = new TreeMap<>();
    private final SortedMap<String, String> metadata = new TreeMap<>();

    /** @param dataBytes how many bytes follow the header */
    TensorHeader(Path file, byte[] json, long dataBytes) throws UnusableModelException {
        this.file = file;
        for (Map.Entry<String, JsonNode> property : parse(json).properties()) {
            if (property.getKey().equals(METADATA)) {
                readMetadata(property.getValue());
            } else {
                entries.put(property.getKey(), entry(property.getKey(), property.getValue()));
            }
        }
        requireNoGap(dataBytes);
    }

    SortedMap<String, TensorEntry> entries() {
        return entries;
    }

    SortedMap<String, String> metadata() {
        return metadata;
    }

    private JsonNode parse(byte[] json) throws UnusableModelException {
        JsonNode root = readTree(json);
        if (!root.isObject()) {
            throw new UnusableModelException(file, "the header is no JSON object");
        }
        return root;
    }

    private JsonNode readTree(byte[] json) throws UnusableModelException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UnusableModelException(file, "the header is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UnusableModelException(file, "the header is not JSON", e);
        }
    }

    private void readMetadata(JsonNode node) throws UnusableModelException {
        if (!node.isObject()) {
            throw fault(METADATA, "no JSON object");
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isTextual()) {
                throw fault(METADATA, "the value of '" + property.getKey() + "' is no text");
            }
            metadata.put(property.getKey(), property.getValue().textValue());
        }
    }

    private TensorEntry entry(String name, JsonNode node) throws UnusableModelException {
        ElementType type = type(name, node.path("dtype"));
        List<Long> shape = numbers(name, "shape", node.path("shape"));
        List<Long> offsets = numbers(name, "data_offsets", node.path("data_offsets"));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw fault(name, "data_offsets " + offsets + "; allowed: begin and end");
        }
        TensorEntry entry = new TensorEntry(type, shape, offsets.get(0), offsets.get(1));
        if (entry.bytes() != bytes(name, type, shape)) {
            throw fault(name, entry.bytes() + " bytes for shape " + shape + " of " + type);
        }
        return entry;
    }

    private long bytes(String name, ElementType type, List<Long> shape) throws UnusableModelException {
        try {
            return Shapes.bytes(type, shape);
        } catch (ArithmeticException e) {
            throw new UnusableModelException(file, "tensor " + name + ": the size of shape " + shape + " overflows", e);
        }
    }

    private ElementType type(String name, JsonNode node) throws UnusableModelException {
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(node.textValue())) {
                return type;
            }
        }
        throw fault(name, "dtype " + node + "; allowed: " + List.of(ElementType.values()));
    }

    private List<Long> numbers(String name, String key, JsonNode node) throws UnusableModelException {
        if (!node.isArray()) {
            throw fault(name, "no array " + key);
        }
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : node) {
            if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
                throw fault(name, key + " with " + number + "; allowed: numbers from 0 to 2^63 - 1");
            }
            numbers.add(number.longValue());
        }
        return List.copyOf(numbers);
    }

    /** The format leaves no gap between tensors and no overlap, so that no byte of a file goes unread. */
    private void requireNoGap(long dataBytes) throws UnusableModelException {
        List<Map.Entry<String, TensorEntry>> inOrder = new ArrayList<>(entries.entrySet());
        inOrder.sort(Comparator.comparingLong(
                        (Map.Entry<String, TensorEntry> e) -> e.getValue().begin())
                .thenComparingLong(e -> e.getValue().end()));
        long expected = 0;
        for (Map.Entry<String, TensorEntry> next : inOrder) {
            TensorEntry entry = next.getValue();
            if (entry.begin() != expected) {
                throw fault(
                        next.getKey(),
                        "begins at " + entry.begin() + "; allowed: " + expected + ", where the one before ends");
            }
            if (entry.end() > dataBytes) {
                throw fault(
                        next.getKey(),
                        "ends at " + entry.end() + ", but the file has " + dataBytes + " bytes of tensors");
            }
            expected = entry.end();
        }
        if (expected != dataBytes) {
            throw new UnusableModelException(file, (dataBytes - expected) + " bytes after the last tensor");
        }
    }

    private UnusableModelException fault(String name, String fault) {
        return new UnusableModelException(file, "tensor " + name + ": " + fault);
    }
}
