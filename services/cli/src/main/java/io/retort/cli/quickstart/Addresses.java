package io.retort.cli.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a quickstart can be reached.
 *
 * @param bootstrapServers its broker
 * @param page shows the stream; empty where nothing is served
 * @param api answers with the promoted student; empty where nothing is served
 */
record Addresses(String bootstrapServers, Optional<URI> page, Optional<URI> api) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes them for scripts: keys are added, never renamed. */
    void write(Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("page", page.map(URI::toString).orElse(null));
        json.put("api", api.map(URI::toString).orElse(null));
        json.put("bootstrapServers", bootstrapServers);
        JsonFile.replace(file, json);
    }

    /** @param question what the student may be asked */
    void print(PrintWriter out, Question question) {
        page.ifPresent(address -> out.println("Watch it at " + address));
        api.ifPresent(address -> out.println("Ask the student: curl -s " + address + question.path()
                + " -H 'Content-Type: application/json' -d '" + question.json() + "'"));
        out.flush();
    }
}
