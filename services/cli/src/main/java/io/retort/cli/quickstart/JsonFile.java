package io.retort.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of JSON that are there whole or not at all, whenever the process is killed. */
final class JsonFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonFile() {}

    /** Writes it in the place of what was there. */
    static void replace(Path file, JsonNode content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), content);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
