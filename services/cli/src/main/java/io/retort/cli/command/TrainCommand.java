package io.retort.cli.command;

import io.retort.cli.Work;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retort train}. */
@Command(
        name = "train",
        sortOptions = false,
        description = "Train a student on the soft labels as they come, and announce its checkpoints. Goes on where the"
                + " student's journal ends. A second trainer of the same student stops the first.")
public final class TrainCommand implements Callable<Integer> {

    private final Work work;

    @Mixin
    private StudentOptions student;

    @Option(
            names = "--until-idle",
            paramLabel = "TIME",
            description = "End once no label has come for so long, such as 10s, and none is left.")
    private @Nullable String untilIdle;

    @Option(
            names = "--batching",
            paramLabel = "MODE",
            description =
                    "arrival: a batch takes what came (default). log-order: composition is a function of the log.")
    private @Nullable String batching;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "A new student's classes, where teachers of several label spaces share the cluster (default:"
                    + " those of the only one).")
    private @Nullable Path classes;

    @Option(
            names = "--initial",
            paramLabel = "DIR",
            description =
                    "Directory that a new language model begins as; 'retort student new' makes one. Give it at each start:"
                            + " batches and rehearsal are then those of a language model.")
    private @Nullable Path initial;

    @Option(names = "--batch-size", paramLabel = "N", description = "Labels a batch (default: 64).")
    private @Nullable String batchSize;

    @Option(names = "--seed", paramLabel = "S", description = "Decides the first student and what is rehearsed.")
    private @Nullable String seed;

    @Option(
            names = "--checkpoint-steps",
            paramLabel = "N",
            description = "A checkpoint after so many steps (default: 500), or --checkpoint-every.")
    private @Nullable String checkpointSteps;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            description = "A checkpoint after so much time (default: 30s), or --checkpoint-steps.")
    private @Nullable String checkpointEvery;

    @Option(names = "--keep", paramLabel = "N", description = "Newest checkpoints whose files are kept (default: 5).")
    private @Nullable String keep;

    @Mixin
    private EndpointOptions endpoints;

    @Mixin
    private ClusterOptions cluster;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public TrainCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        return work.train(cluster.configuration(endpoints
                .addTo(student.addTo(new Flags()))
                .add("student.classes", "--classes", classes)
                .add("languageStudent.initial", "--initial", initial)
                .add("trainer.untilIdle", "--until-idle", untilIdle)
                .add("trainer.batch.mode", "--batching", batching)
                .add("trainer.batch.size", "--batch-size", batchSize)
                .add("trainer.seed", "--seed", seed)
                .add("trainer.checkpoint.everySteps", "--checkpoint-steps", checkpointSteps)
                .add("trainer.checkpoint.every", "--checkpoint-every", checkpointEvery)
                .add("trainer.checkpoint.keep", "--keep", keep)));
    }
}
