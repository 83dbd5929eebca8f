package io.retort.producer.generator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The phrases of one resource file: a phrase a line, in sections that begin with their name in square brackets. Lines that
 * begin with a number sign, and empty ones, say nothing.
 *
 * @param name the file's name, for messages
 * @param sections the phrases of each section, in the file's order
 */
record Phrases(String name, Map<String, List<String>> sections) {

    static Phrases read(String resource) {
        String text = textOf(resource);
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                current = new ArrayList<>();
                sections.put(line.substring(1, line.length() - 1), current);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                current.add(line);
            }
        }
        return new Phrases(resource, sections);
    }

    /** The file as it stands, for a fingerprint of the resources. */
    static String textOf(String resource) {
        try (InputStream in = Phrases.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing from the generator's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the generator's resource " + resource, e);
        }
    }

    /** The phrases of a section, at least one. */
    List<String> section(String section) {
        List<String> phrases = sections.getOrDefault(section, List.of());
        if (phrases.isEmpty()) {
            throw new IllegalStateException(name + " has no phrases in section [" + section + "]");
        }
        return List.copyOf(phrases);
    }
}
