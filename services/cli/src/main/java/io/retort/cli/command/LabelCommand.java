package io.retort.cli.command;

import io.retort.cli.Work;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code retort label}. */
@Command(
        name = "label",
        sortOptions = false,
        description = "Ask the newest checkpoint and its teacher about one prompt, side by side. Needs no broker.")
public final class LabelCommand implements Callable<Integer> {

    private final Work work;

    @Mixin
    private PairOptions pair;

    @Parameters(paramLabel = "TEXT", description = "The prompt.")
    private String text;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public LabelCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        return work.label(pair.choice(), text);
    }
}
