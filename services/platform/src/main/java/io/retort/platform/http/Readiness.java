package io.retort.platform.http;

import java.util.Objects;
import java.util.function.Function;

/** What a {@link ReadinessCheck} has found. */
public sealed interface Readiness {

    /** Answers with the function of this case. */
    <R> R match(Function<Ready, R> ready, Function<NotReady, R> notReady);

    /** All is well. */
    record Ready() implements Readiness {
        @Override
        public <R> R match(Function<Ready, R> ready, Function<NotReady, R> notReady) {
            return ready.apply(this);
        }
    }

    /**
     * Something is in the way.
     *
     * @param reason what, and where to look, for a person
     */
    record NotReady(String reason) implements Readiness {
        public NotReady {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <R> R match(Function<Ready, R> ready, Function<NotReady, R> notReady) {
            return notReady.apply(this);
        }
    }
}
