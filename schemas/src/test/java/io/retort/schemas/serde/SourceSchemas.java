package io.retort.schemas.serde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** The schemas of the source tree, each with all its types in it. */
final class SourceSchemas {

    private static final Path DIRECTORY = Path.of("src/main/avro");

    private SourceSchemas() {}

    /** One a file, by name. */
    static List<Schema> all() {
        try (Stream<Path> listed = Files.list(DIRECTORY)) {
            List<Path> files = listed.sorted().toList();
            SchemaParser parser = new SchemaParser(); // takes types in any order
            for (Path file : files) {
                parser.parse(file);
            }
            return parser.getParsedNamedSchemas().stream()
                    .filter(schema -> files.contains(DIRECTORY.resolve(schema.getName() + ".avsc")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
