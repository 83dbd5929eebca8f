package io.retort.learning.labelspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads the file formats of {@link ClassSet#read(Path)}; every fault names the file and the entry. */
final class ClassFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final List<NamedClass> classes = new ArrayList<>();
    private final Map<String, String> placeOfName = new HashMap<>();

    private ClassFile(Path file) {
        this.file = file;
    }

    static ClassSet read(Path file) throws IOException {
        try {
            return parse(file, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new UnusableClassesException(file, "not UTF-8", e);
        }
    }

    static ClassSet parse(Path file, String content) throws UnusableClassesException {
        ClassFile reader = new ClassFile(file);
        String text = content.startsWith("\uFEFF") ? content.substring(1) : content; // as some editors mark UTF-8
        char first = text.isBlank() ? ' ' : text.strip().charAt(0);
        if (first == '[' || first == '{') {
            reader.readJson(text);
        } else {
            reader.readLines(text);
        }
        if (reader.classes.size() < 2) {
            throw reader.fault(reader.classes.size() + " classes; allowed: at least 2");
        }
        return new ClassSet(reader.classes);
    }

    private void readLines(String text) throws UnusableClassesException {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                add("line " + (i + 1), lines.get(i).strip(), List.of());
            }
        }
    }

    private void readJson(String text) throws UnusableClassesException {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new UnusableClassesException(file, place + "not JSON: " + e.getOriginalMessage(), e);
        }
        if (root.isObject()) {
            readDescriptionsByName(root);
        } else {
            readEntries(root);
        }
    }

    private void readDescriptionsByName(JsonNode root) throws UnusableClassesException {
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            String place = "class '" + property.getKey() + "'";
            add(place, property.getKey(), descriptions(place, property.getValue()));
        }
    }

    private void readEntries(JsonNode root) throws UnusableClassesException {
        int number = 0;
        for (JsonNode entry : root) {
            number++;
            String place = "entry " + number;
            if (entry.isTextual()) {
                add(place, entry.textValue(), List.of());
            } else if (entry.isObject()) {
                readObject(place, entry);
            } else {
                throw fault(place + ": " + entry + "; allowed: a name, or an object with name and descriptions");
            }
        }
    }

    private void readObject(String place, JsonNode entry) throws UnusableClassesException {
        for (Iterator<String> keys = entry.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!key.equals("name") && !key.equals("descriptions")) {
                throw fault(place + ": unknown key '" + key + "'; allowed: name, descriptions");
            }
        }
        if (!entry.path("name").isTextual()) {
            throw fault(place + ": no name; allowed: an object with name and descriptions");
        }
        JsonNode descriptions = entry.path("descriptions");
        add(
                place,
                entry.get("name").textValue(),
                descriptions.isMissingNode() ? List.of() : descriptions(place, descriptions));
    }

    private List<String> descriptions(String place, JsonNode node) throws UnusableClassesException {
        if (node.isTextual()) {
            return List.of(node.textValue());
        }
        if (!node.isArray()) {
            throw fault(place + ": descriptions are " + node + "; allowed: a text, or an array of texts");
        }
        List<String> descriptions = new ArrayList<>();
        for (JsonNode one : node) {
            if (!one.isTextual()) {
                throw fault(place + ": the description " + one + "; allowed: a text");
            }
            descriptions.add(one.textValue());
        }
        return descriptions;
    }

    private void add(String place, String name, List<String> descriptions) throws UnusableClassesException {
        String earlier = placeOfName.putIfAbsent(name, place);
        if (earlier != null) {
            throw fault(place + ": the name '" + name + "' stands at " + earlier + " already");
        }
        try {
            classes.add(new NamedClass(name, descriptions));
        } catch (IllegalArgumentException e) {
            throw new UnusableClassesException(file, place + ": " + e.getMessage(), e);
        }
    }

    private UnusableClassesException fault(String message) {
        return new UnusableClassesException(file, message);
    }
}
