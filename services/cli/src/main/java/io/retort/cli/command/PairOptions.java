package io.retort.cli.command;

import io.retort.cli.UserMistake;
import io.retort.cli.compare.PairChoice;
import io.retort.cli.quickstart.QuickstartSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which student, and which teacher. */
final class PairOptions {

    @Option(
            names = "--directory",
            paramLabel = "D",
            description = "A quickstart's directory: its newest checkpoint, and its teacher (default: ./retort-data).")
    private @Nullable Path directory;

    @Option(names = "--checkpoint", paramLabel = "DIR", description = "A checkpoint's directory instead.")
    private @Nullable Path checkpoint;

    @Option(
            names = "--teacher",
            paramLabel = "DIR",
            description = "With --checkpoint: both are language models, and this is the teacher's directory.")
    private @Nullable Path teacher;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "With --checkpoint: the teacher's classes (default: intents of customer support).")
    private @Nullable Path classes;

    PairChoice choice() {
        if (checkpoint != null && directory != null) {
            throw new UserMistake("--directory and --checkpoint exclude each other");
        }
        if (checkpoint == null && classes != null) {
            throw new UserMistake("--classes go with --checkpoint; a quickstart's directory knows its own");
        }
        if (teacher != null) {
            if (checkpoint == null || classes != null) {
                throw new UserMistake("--teacher goes with --checkpoint, and without --classes");
            }
            return new PairChoice.OfLanguageModels(checkpoint, teacher);
        }
        return checkpoint == null
                ? new PairChoice.OfQuickstart(directory == null ? QuickstartSettings.DIRECTORY : directory)
                : new PairChoice.OfCheckpoint(checkpoint, Optional.ofNullable(classes));
    }
}
