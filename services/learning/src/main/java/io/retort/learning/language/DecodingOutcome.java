package io.retort.learning.language;

import java.util.function.Function;

/** What one step brought a sequence. */
public sealed interface DecodingOutcome {

    /** Whose outcome it is. */
    GeneratedSequence sequence();

    /**
     * The text that has become certain: none where a character is not complete yet, or where it may be the beginning of a stop
     * text.
     */
    String text();

    /** Applies the function for what happened. */
    <R> R match(Function<Continued, ? extends R> continued, Function<Finished, ? extends R> finished);

    /** The sequence goes on. */
    record Continued(GeneratedSequence sequence, int token, String text) implements DecodingOutcome {

        @Override
        public <R> R match(Function<Continued, ? extends R> continued, Function<Finished, ? extends R> finished) {
            return continued.apply(this);
        }

        /** Leaves the text out: outcomes may end up in logs. */
        @Override
        public String toString() {
            return "Continued[token=" + sequence.tokens().length + "]";
        }
    }

    /** The sequence has ended, and with it its place in the batch. */
    record Finished(GeneratedSequence sequence, FinishReason reason, String text) implements DecodingOutcome {

        @Override
        public <R> R match(Function<Continued, ? extends R> continued, Function<Finished, ? extends R> finished) {
            return finished.apply(this);
        }

        /** Leaves the text out: outcomes may end up in logs. */
        @Override
        public String toString() {
            return "Finished[reason=" + reason + ", tokens=" + sequence.tokens().length + "]";
        }
    }
}
