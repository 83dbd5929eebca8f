package io.retort.trainer.label;

import java.util.function.Function;

/** What the trainer makes of one record of soft-labels. */
public sealed interface LabelVerdict {

    <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused);

    /** It can be learned from. */
    record Accepted(AcceptedLabel label) implements LabelVerdict {
        @Override
        public <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused) {
            return accepted.apply(this);
        }
    }

    /**
     * It cannot, and becomes a dead letter.
     *
     * @param reason short and fixed, as it stands in the journal, the dead letter and the metrics
     * @param message what is wrong and what would be right, without the label's text
     */
    record Refused(String reason, String message) implements LabelVerdict {
        @Override
        public <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
