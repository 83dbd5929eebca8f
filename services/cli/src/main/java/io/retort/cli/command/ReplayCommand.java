package io.retort.cli.command;

import io.retort.cli.Work;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retort replay}. */
@Command(
        name = "replay",
        sortOptions = false,
        description = "Rebuild a student's newest checkpoint from its first student and the journal, and compare the"
                + " hashes with those announced. Ends with 0 if they are equal, 1 if not. May run beside the trainer.")
public final class ReplayCommand implements Callable<Integer> {

    private final Work work;

    @Mixin
    private StudentOptions student;

    @Option(names = "--all", description = "Compare every checkpoint on the way, not only the newest.")
    private boolean all;

    @Mixin
    private ClusterOptions cluster;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public ReplayCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        return work.replay(cluster.configuration(student.addTo(new Flags())), all);
    }
}
