package io.retort.producer.source;

import java.util.function.Function;

/** What was taken out of a record. */
sealed interface Extraction {

    /** Answers with the function of this case. */
    <R> R match(Function<Found, R> found, Function<Fault, R> fault);

    /** A text, or a chat. */
    record Found(PromptContent content) implements Extraction {
        @Override
        public <R> R match(Function<Found, R> found, Function<Fault, R> fault) {
            return found.apply(this);
        }
    }

    /**
     * Nothing.
     *
     * @param reason why
     * @param message the reason in words, to be read behind the record's place; never the record's content
     */
    record Fault(RefusalReason reason, String message) implements Extraction {
        @Override
        public <R> R match(Function<Found, R> found, Function<Fault, R> fault) {
            return fault.apply(this);
        }
    }

    static Extraction text(String text) {
        return new Found(PromptContent.text(text));
    }
}
