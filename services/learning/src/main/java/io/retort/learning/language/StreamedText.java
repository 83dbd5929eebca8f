package io.retort.learning.language;

import io.retort.learning.huggingface.TokenStream;

/** By a model's own tokenizer. */
record StreamedText(TokenStream stream) implements TokenText {

    @Override
    public String next(int token) {
        return stream.next(token);
    }

    @Override
    public String rest() {
        return stream.end();
    }
}
