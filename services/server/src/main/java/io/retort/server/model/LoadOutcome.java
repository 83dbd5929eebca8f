package io.retort.server.model;

import java.util.function.Function;

/** What became of loading a checkpoint. */
public sealed interface LoadOutcome {

    <R> R match(Function<Loaded, R> loaded, Function<Unfit, R> unfit);

    /**
     * It is in memory.
     *
     * @param model to be closed by the one who asked
     */
    record Loaded(ServedModel model) implements LoadOutcome {
        @Override
        public <R> R match(Function<Loaded, R> loaded, Function<Unfit, R> unfit) {
            return loaded.apply(this);
        }
    }

    /**
     * Its files are not what was announced, or make no model of the announced kind; nothing of it is left behind.
     *
     * @param reason for a person
     */
    record Unfit(String reason) implements LoadOutcome {
        @Override
        public <R> R match(Function<Loaded, R> loaded, Function<Unfit, R> unfit) {
            return unfit.apply(this);
        }
    }
}
