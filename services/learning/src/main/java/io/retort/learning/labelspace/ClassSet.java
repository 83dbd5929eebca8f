package io.retort.learning.labelspace;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes a text is sorted into, in the order of their ids.
 *
 * @param classes at least two, no two of one name
 */
public record ClassSet(List<NamedClass> classes) {

    private static final String CUSTOMER_SUPPORT = "customer-support.json";

    public ClassSet {
        if (classes.size() < 2) {
            throw new IllegalArgumentException(classes.size() + " classes; allowed: at least 2");
        }
        Set<String> names = new HashSet<>();
        for (NamedClass one : classes) {
            if (!names.add(one.name())) {
                throw new IllegalArgumentException("two classes named '" + one.name() + "'");
            }
        }
        classes = List.copyOf(classes);
    }

    /**
     * Reads a file in UTF-8: JSON that is an array of names, an array of objects with a {@code name} and, if there are any,
     * {@code descriptions}, or an object from name to descriptions; or plain lines of one name each, empty lines ignored.
     *
     * @throws UnusableClassesException if the content is none of these or names fewer than two classes, or one twice
     */
    public static ClassSet read(Path file) throws IOException {
        return ClassFile.read(file);
    }

    /** Intents of messages to the customer support of a shop, with descriptions. */
    public static ClassSet customerSupport() {
        try (InputStream stream = ClassSet.class.getResourceAsStream(CUSTOMER_SUPPORT)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + CUSTOMER_SUPPORT);
            }
            String content = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return ClassFile.parse(Path.of(CUSTOMER_SUPPORT), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled classes", e);
        }
    }

    /** The names, in the order of their ids. */
    public List<String> names() {
        return classes.stream().map(NamedClass::name).toList();
    }

    /** The label space as it is announced. */
    public LabelSpace toLabelSpace(Instant announcedAt) {
        List<String> names = names();
        return new LabelSpace(LabelSpaceKind.CLASSES, Fingerprints.ofClasses(names), names.size(), names, announcedAt);
    }
}
