package io.retort.schemas.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas of every release, as they were when it was made: one file a record, with all its types in it, in a directory
 * named for the release. An index lists the files, oldest release first. {@code SchemaFreeze} among the tests writes both.
 */
final class ReleasedSchemas {

    private static final String DIRECTORY = "/io/retort/schemas/released/";
    private static final String INDEX = "index";

    private ReleasedSchemas() {}

    /**
     * One record's schema in one release.
     *
     * @param release such as 0.1.0
     */
    record Released(String release, Schema schema) {}

    /** All of them, oldest release first. */
    static List<Released> all() {
        return read(INDEX).lines().map(ReleasedSchemas::released).toList();
    }

    private static Released released(String file) {
        String release = file.substring(0, file.indexOf('/'));
        return new Released(release, new Schema.Parser().parse(read(file)));
    }

    private static String read(String file) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(DIRECTORY + file)) {
            if (in == null) {
                throw new IllegalStateException(DIRECTORY + file + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
