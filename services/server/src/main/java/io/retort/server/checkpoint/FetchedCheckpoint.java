package io.retort.server.checkpoint;

import java.nio.file.Path;

/** A checkpoint's files, verified, in a directory that nobody else may read and that goes when this is closed. */
public final class FetchedCheckpoint implements AutoCloseable {

    private final Path directory;

    FetchedCheckpoint(Path directory) {
        this.directory = directory;
    }

    /** Holds those of the announced files that were asked for, and nothing else. */
    public Path directory() {
        return directory;
    }

    /** Deletes the directory. What cannot be deleted is logged, and swept by a later process. */
    @Override
    public void close() {
        FetchDirectories.delete(directory);
    }
}
