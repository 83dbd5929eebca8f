package io.retort.learning.huggingface;

import java.util.function.Function;

/** What becomes of a text that is to be tokenized. */
public sealed interface TokenizedText {

    <R> R match(Function<Tokens, R> tokens, Function<Malformed, R> malformed);

    /** @param ids none of an added token; empty for an empty text */
    record Tokens(int[] ids) implements TokenizedText {

        @Override
        public <R> R match(Function<Tokens, R> tokens, Function<Malformed, R> malformed) {
            return tokens.apply(this);
        }
    }

    /**
     * The text is not Unicode, and would be read as another one.
     *
     * @param message without the text
     */
    record Malformed(String message) implements TokenizedText {

        @Override
        public <R> R match(Function<Tokens, R> tokens, Function<Malformed, R> malformed) {
            return malformed.apply(this);
        }
    }
}
