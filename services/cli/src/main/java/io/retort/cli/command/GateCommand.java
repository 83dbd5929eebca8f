package io.retort.cli.command;

import io.retort.cli.Work;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retort gate}. */
@Command(
        name = "gate",
        sortOptions = false,
        description =
                "Decide which of a student's checkpoints are served: a new one only if it is shown to be no worse than"
                        + " the one that is, on the same prompts. Several gates of one student decide once.")
public final class GateCommand implements Callable<Integer> {

    private final Work work;

    @Option(names = "--student", paramLabel = "S", description = "Name of the student.")
    private @Nullable String student;

    @Option(
            names = "--checkpoints",
            paramLabel = "D",
            description = "Directory below which each student has one for its checkpoints.")
    private @Nullable Path checkpoints;

    @Option(
            names = "--evaluation",
            paramLabel = "FILE",
            description =
                    "Evaluation prompts with the teacher's labels, one JSON object a line with text and label: a class,"
                            + " or a probability for each. Judged beside the stream's newest labels.")
    private @Nullable Path evaluation;

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "New labels of the stream that a checkpoint is judged on (default: 512).")
    private @Nullable String window;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description =
                    "How long a checkpoint waits for them before a newer one may take its place, or the evaluation"
                            + " prompts decide alone (default: 30s).")
    private @Nullable String patience;

    @Mixin
    private EndpointOptions endpoints;

    @Mixin
    private ClusterOptions cluster;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public GateCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        return work.gate(cluster.configuration(endpoints
                .addTo(new Flags())
                .add("gate.student", "--student", student)
                .add("gate.checkpoints", "--checkpoints", checkpoints)
                .add("gate.evaluation", "--evaluation", evaluation)
                .add("gate.window", "--window", window)
                .add("gate.patience", "--patience", patience)));
    }
}
