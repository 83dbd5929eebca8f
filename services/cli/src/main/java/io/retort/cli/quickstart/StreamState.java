package io.retort.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far a directory's stream is to go; kept over runs.
 *
 * @param source id of the source
 * @param target records of it to stream in all
 * @param finished whether all of them have been learned from
 */
record StreamState(String source, long target, boolean finished) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The state the last run left; empty if there was none, or it was cut off. */
    static Optional<StreamState> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            JsonNode state = JSON.readTree(file.toFile());
            return Optional.of(new StreamState(
                    state.path("source").asText(),
                    state.path("target").asLong(),
                    state.path("finished").asBoolean()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        JsonFile.replace(
                file,
                JSON.createObjectNode()
                        .put("source", source)
                        .put("target", target)
                        .put("finished", finished));
    }

    /**
     * What a run has to do that is asked for so many more prompts of a source: an unfinished stream is finished first, and
     * no further.
     */
    static StreamState next(Optional<StreamState> last, String source, long more) {
        if (last.isEmpty() || !last.get().source().equals(source)) {
            return new StreamState(source, more, false);
        }
        return last.get().finished() ? new StreamState(source, last.get().target() + more, false) : last.get();
    }

    StreamState asFinished() {
        return new StreamState(source, target, true);
    }
}
