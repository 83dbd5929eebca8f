package io.retort.teacher.encoder;

import io.retort.teacher.LabelOutcome.Unlabellable;
import java.util.function.Function;

/** What the tokenizer made of a text. */
sealed interface TokenizedText {

    <R> R match(Function<? super Tokens, ? extends R> tokens, Function<? super Unreadable, ? extends R> unreadable);

    /** @param ids the model's input: [CLS], at least one known token, [SEP] */
    record Tokens(long[] ids) implements TokenizedText {

        @Override
        public <R> R match(
                Function<? super Tokens, ? extends R> tokens, Function<? super Unreadable, ? extends R> unreadable) {
            return tokens.apply(this);
        }
    }

    record Unreadable(Unlabellable outcome) implements TokenizedText {

        @Override
        public <R> R match(
                Function<? super Tokens, ? extends R> tokens, Function<? super Unreadable, ? extends R> unreadable) {
            return unreadable.apply(this);
        }
    }
}
