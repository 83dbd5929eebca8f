package io.retort.cli.compare;

import io.retort.cli.quickstart.QuickstartDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Which student and teacher a user means. */
public sealed interface PairChoice {

    /** Loads them. */
    Pair load() throws IOException;

    /** The newest checkpoint of a quickstart. */
    record OfQuickstart(Path directory) implements PairChoice {
        @Override
        public Pair load() throws IOException {
            return Pair.in(new QuickstartDirectory(directory.toAbsolutePath().normalize()));
        }
    }

    /**
     * A checkpoint by its directory.
     *
     * @param classes file of the teacher's classes; customer support's where empty
     */
    record OfCheckpoint(Path directory, Optional<Path> classes) implements PairChoice {
        @Override
        public Pair load() throws IOException {
            return Pair.of(directory, classes);
        }
    }
}
