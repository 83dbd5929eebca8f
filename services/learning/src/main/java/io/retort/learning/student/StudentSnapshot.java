package io.retort.learning.student;

import java.io.IOException;
import java.nio.file.Path;

/** A student's whole state at one step: weights, optimizer state, counts, random state. */
public interface StudentSnapshot {

    /**
     * Writes the state as files, byte for byte the same for the same state. The files are not flushed to the device; the
     * caller does that for all files of a checkpoint.
     *
     * @param directory an existing empty directory
     */
    void writeTo(Path directory) throws IOException;
}
