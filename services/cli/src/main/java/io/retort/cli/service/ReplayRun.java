package io.retort.cli.service;

import io.retort.cli.ExitCode;
import io.retort.trainer.Replay;
import io.retort.trainer.ReplayOutcome;
import io.retort.trainer.StopSignal;
import io.retort.trainer.TrainerParts;
import java.io.PrintWriter;
import java.time.Duration;

/** {@code retort replay}: whether checkpoints can be rebuilt. */
public final class ReplayRun {

    private static final Duration STOP = Duration.ofSeconds(25);

    private final PrintWriter out;

    public ReplayRun(PrintWriter out) {
        this.out = out;
    }

    /** @param all whether to compare every checkpoint on the way */
    @SuppressWarnings("try") // held open, not used
    public ExitCode run(TrainerParts parts, boolean all) {
        StopSignal stop = new StopSignal();
        try (StopRequest request = new StopRequest(stop::request, STOP)) {
            return new Replay(parts, stop).run(all).match(this::reproduced, this::differs);
        }
    }

    private ExitCode reproduced(ReplayOutcome.Reproduced outcome) {
        outcome.checkpoints().forEach(checkpoint -> out.println(checkpoint + ": equal"));
        out.println("reproduced " + outcome.checkpoints().size() + " checkpoint(s) in " + outcome.steps() + " steps");
        return ExitCode.OK;
    }

    private ExitCode differs(ReplayOutcome.Differs outcome) {
        out.println(outcome.checkpoint() + ": differs at step " + outcome.step() + ": " + outcome.difference());
        return ExitCode.FAILED;
    }
}
