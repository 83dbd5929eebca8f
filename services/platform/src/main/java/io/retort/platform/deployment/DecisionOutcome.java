package io.retort.platform.deployment;

import io.retort.schemas.deployment.StudentDeployment;
import java.util.function.Function;

/** What became of a decision. */
public sealed interface DecisionOutcome {

    <R> R match(Function<Counted, R> counted, Function<Overtaken, R> overtaken);

    /**
     * It counts.
     *
     * @param after where the student stands by it
     */
    record Counted(StudentDeployment after) implements DecisionOutcome {
        @Override
        public <R> R match(Function<Counted, R> counted, Function<Overtaken, R> overtaken) {
            return counted.apply(this);
        }
    }

    /**
     * It changes nothing: another was made first.
     *
     * @param now where the student stands by the other
     */
    record Overtaken(StudentDeployment now) implements DecisionOutcome {
        @Override
        public <R> R match(Function<Counted, R> counted, Function<Overtaken, R> overtaken) {
            return overtaken.apply(this);
        }
    }
}
