package io.retort.cli.command;

import io.retort.cli.UserMistake;
import io.retort.cli.Work;
import io.retort.cli.inspect.InspectRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code retort inspect}. */
@Command(
        name = "inspect",
        sortOptions = false,
        description = "Show the newest records of a topic: where they lie, keys, headers, and what they say.")
public final class InspectCommand implements Callable<Integer> {

    private final Work work;

    @Parameters(
            paramLabel = "TOPIC",
            description = "prompts, soft-labels, label-spaces, sources, journal, checkpoints, deployments, figures,"
                    + " dead-letters, or any other"
                    + " topic.")
    private String topic;

    @Option(names = "--last", defaultValue = "10", paramLabel = "N", description = "How many (default: 10).")
    private int last;

    @Option(names = "--show-text", description = "Show the texts of prompts, too, and bytes that are no record.")
    private boolean showText;

    @Option(
            names = "--directory",
            paramLabel = "D",
            description = "A quickstart's directory: its broker is started for this if it does not run.")
    private @Nullable Path directory;

    @Mixin
    private ClusterOptions cluster;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public InspectCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        if (last < 1) {
            throw new UserMistake("--last is " + last + "; allowed: 1 or more");
        }
        if (directory != null && cluster.namesBroker()) {
            throw new UserMistake("--directory and --bootstrap-server exclude each other");
        }
        return work.inspect(
                cluster.configuration(new Flags()),
                Optional.ofNullable(directory),
                new InspectRequest(topic, last, showText));
    }
}
