package io.retort.learning.huggingface;

import java.util.function.Function;

/** What becomes of a chat that is to be tokenized. */
public sealed interface ChatOutcome {

    <R> R match(Function<Tokenized, R> tokenized, Function<Refused, R> refused);

    record Tokenized(TokenizedChat chat) implements ChatOutcome {

        @Override
        public <R> R match(Function<Tokenized, R> tokenized, Function<Refused, R> refused) {
            return tokenized.apply(this);
        }
    }

    /**
     * The template does not take these messages, or what it makes of them cannot be told apart from what it writes itself.
     *
     * @param reason without a message's text
     */
    record Refused(String reason) implements ChatOutcome {

        @Override
        public <R> R match(Function<Tokenized, R> tokenized, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
