package io.retort.platform.kafka;

import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/** How a transaction ended, where it is known how it ended. */
public sealed interface TransactionOutcome {

    /** Answers with the function of this case. */
    <R> R match(Function<Committed, R> committed, Function<Aborted, R> aborted);

    /** All of it counts. */
    record Committed() implements TransactionOutcome {
        @Override
        public <R> R match(Function<Committed, R> committed, Function<Aborted, R> aborted) {
            return committed.apply(this);
        }
    }

    /**
     * None of it counts, and the abort is done. The caller runs the same again or rewinds: what was in the transaction has
     * not happened.
     *
     * @param cause why
     */
    record Aborted(KafkaException cause) implements TransactionOutcome {
        public Aborted {
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public <R> R match(Function<Committed, R> committed, Function<Aborted, R> aborted) {
            return aborted.apply(this);
        }
    }
}
