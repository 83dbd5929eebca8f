package io.retort.server.checkpoint;

import java.util.function.Function;

/** What became of fetching a checkpoint. */
public sealed interface FetchOutcome {

    <R> R match(Function<Fetched, R> fetched, Function<Unfit, R> unfit);

    /**
     * All its files are at hand, and are those that were announced.
     *
     * @param checkpoint to be closed by the one who asked
     */
    record Fetched(FetchedCheckpoint checkpoint) implements FetchOutcome {
        @Override
        public <R> R match(Function<Fetched, R> fetched, Function<Unfit, R> unfit) {
            return fetched.apply(this);
        }
    }

    /**
     * A file is missing, unreadable or not what was announced; nothing of it is left behind.
     *
     * @param reason which and how, for a person; names no path of this machine
     */
    record Unfit(String reason) implements FetchOutcome {
        @Override
        public <R> R match(Function<Fetched, R> fetched, Function<Unfit, R> unfit) {
            return unfit.apply(this);
        }
    }
}
