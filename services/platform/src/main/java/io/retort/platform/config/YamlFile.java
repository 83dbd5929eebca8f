package io.retort.platform.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a settings file, keeping the line of each value. Values stay text: the type of a setting is the record's. */
final class YamlFile {

    private static final int DEEPEST = 32;

    private final String name;
    private final List<SettingFault> faults;
    private int depth;

    private YamlFile(Path path, List<SettingFault> faults) {
        this.name = path.toString();
        this.faults = faults;
    }

    /** The file's keys, as far as they could be read. */
    static SettingNode.Branch read(Path path, List<SettingFault> faults) {
        return new YamlFile(path, faults).read(path);
    }

    private SettingNode.Branch read(Path path) {
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
                YAMLParser parser = new YAMLFactory().createParser(reader)) {
            return root(parser);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            faults.add(new SettingFault(name + line, "is not YAML: " + firstLine(e.getOriginalMessage())));
        } catch (NoSuchFileException e) {
            faults.add(new SettingFault(name, "there is no such file"));
        } catch (IOException e) {
            faults.add(new SettingFault(name, "cannot be read: " + e.getMessage()));
        }
        return new SettingNode.Branch(Map.of(), name);
    }

    private SettingNode.Branch root(YAMLParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null || token == JsonToken.VALUE_NULL) {
            return new SettingNode.Branch(Map.of(), name);
        }
        String origin = origin(parser);
        SettingNode node = node(parser, name, origin);
        if (parser.nextToken() != null) {
            faults.add(new SettingFault(origin(parser), "a second document; allowed: one"));
        }
        if (node instanceof SettingNode.Branch branch) {
            return branch;
        }
        faults.add(new SettingFault(origin, "no keys; allowed: sections with keys under them"));
        return new SettingNode.Branch(Map.of(), name);
    }

    /** @param origin the line of the key, or of the list's element */
    private @Nullable SettingNode node(YAMLParser parser, String key, String origin) throws IOException {
        if (parser.isCurrentAlias()) {
            faults.add(new SettingFault(origin, key + " is an alias; allowed: the value itself"));
            return null;
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return branch(parser, key, origin);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(parser, key, origin);
        }
        // A key without a value is as good as none.
        return token == JsonToken.VALUE_NULL ? null : new SettingNode.Scalar(parser.getText(), origin);
    }

    private SettingNode branch(YAMLParser parser, String key, String origin) throws IOException {
        Map<String, SettingNode> children = new LinkedHashMap<>();
        descend(parser, key);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String child = parser.currentName();
            String childOrigin = origin(parser);
            parser.nextToken();
            SettingNode node = node(parser, child, childOrigin);
            if (node == null) {
                continue;
            }
            SettingNode before = children.putIfAbsent(child, node);
            if (before != null) {
                faults.add(new SettingFault(childOrigin, child + " is given twice; first at " + before.origin()));
            }
        }
        depth--;
        return new SettingNode.Branch(children, origin);
    }

    private SettingNode sequence(YAMLParser parser, String key, String origin) throws IOException {
        List<SettingNode> elements = new ArrayList<>();
        descend(parser, key);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            SettingNode element = node(parser, key, origin(parser));
            if (element != null) {
                elements.add(element);
            }
        }
        depth--;
        return new SettingNode.Sequence(elements, origin);
    }

    private void descend(YAMLParser parser, String key) throws IOException {
        if (++depth > DEEPEST) {
            throw new IOException(key + " is nested too deeply, at line "
                    + parser.currentTokenLocation().getLineNr());
        }
    }

    private String origin(YAMLParser parser) {
        return name + ":" + parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
