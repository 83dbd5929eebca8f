package io.retort.trainer;

import java.util.List;
import java.util.function.Function;

/** What a replay found. */
public sealed interface ReplayOutcome {

    <R> R match(Function<Reproduced, R> reproduced, Function<Differs, R> differs);

    /**
     * Every file of every checkpoint compared has the announced hash.
     *
     * @param checkpoints compared, in order
     * @param steps repeated
     */
    record Reproduced(List<String> checkpoints, long steps) implements ReplayOutcome {

        public Reproduced {
            checkpoints = List.copyOf(checkpoints);
        }

        @Override
        public <R> R match(Function<Reproduced, R> reproduced, Function<Differs, R> differs) {
            return reproduced.apply(this);
        }
    }

    /**
     * @param checkpoint the first that came out otherwise
     * @param step its step
     * @param difference the file and what about it
     */
    record Differs(String checkpoint, long step, String difference) implements ReplayOutcome {
        @Override
        public <R> R match(Function<Reproduced, R> reproduced, Function<Differs, R> differs) {
            return differs.apply(this);
        }
    }
}
