package io.retort.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * Writes the schemas of the source tree as those of the release the project is on the way to: 0.1.0 while its version is
 * 0.1.0-SNAPSHOT. Not a test, and not run with them. Run it after a change to a schema, and commit what it writes:
 *
 * <pre>mvn -pl schemas test -Dtest=SchemaFreeze</pre>
 */
class SchemaFreeze {

    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final Path DIRECTORY = Path.of("src/main/resources/io/retort/schemas/released");

    @Test
    void freeze() throws IOException {
        String version = System.getProperty("retort.version");
        assertThat(version)
                .as("what is released is frozen for ever; set the next version, such as 0.2.0-SNAPSHOT, first")
                .endsWith(SNAPSHOT);
        String release = version.substring(0, version.length() - SNAPSHOT.length());

        List<String> index = indexWithout(release);
        Files.createDirectories(DIRECTORY.resolve(release));
        for (Schema schema : SourceSchemas.all()) {
            String file = release + "/" + schema.getName() + ".avsc";
            Files.writeString(DIRECTORY.resolve(file), schema.toString(true) + "\n");
            index.add(file);
        }
        Files.write(DIRECTORY.resolve("index"), index);
    }

    private static List<String> indexWithout(String release) throws IOException {
        Path index = DIRECTORY.resolve("index");
        List<String> lines = Files.exists(index) ? Files.readAllLines(index) : List.of();
        return new ArrayList<>(
                lines.stream().filter(line -> !line.startsWith(release + "/")).toList());
    }
}
