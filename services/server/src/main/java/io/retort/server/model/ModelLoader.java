package io.retort.server.model;

import java.io.IOException;
import java.nio.file.Path;

/** Loads the checkpoints of one kind of student. Safe for use by several threads. */
public interface ModelLoader {

    /** The kind, such as {@code text-classifier}. */
    String kind();

    /** Whether a checkpoint's file of this name is needed; what is not is neither fetched nor verified. */
    default boolean needs(String file) {
        return true;
    }

    /**
     * Loads a checkpoint's directory, which may be gone once this returns.
     *
     * @throws IOException if a file is missing or malformed
     */
    ServedModel load(Path directory) throws IOException;
}
