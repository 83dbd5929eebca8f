package io.retort.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which student, and where its checkpoints are. */
final class StudentOptions {

    @Option(names = "--student", paramLabel = "S", description = "Name of the student.")
    private @Nullable String student;

    @Option(
            names = "--checkpoints",
            paramLabel = "D",
            description = "Directory below which each student has one for its checkpoints.")
    private @Nullable Path checkpoints;

    Flags addTo(Flags flags) {
        return flags.add("trainer.student", "--student", student)
                .add("trainer.checkpoints", "--checkpoints", checkpoints);
    }
}
