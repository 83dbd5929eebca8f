package io.retort.teacher.language;

import io.retort.learning.student.TokenSpan;
import io.retort.teacher.UnlabellableReason;
import java.util.List;
import java.util.function.Function;

/** A chat as tokens. */
sealed interface ReadChat {

    <R> R match(Function<Tokens, ? extends R> tokens, Function<Refused, ? extends R> refused);

    /** @param assistant what the assistant says, each with the token that ends the turn */
    record Tokens(int[] tokens, List<TokenSpan> assistant) implements ReadChat {

        @Override
        public <R> R match(Function<Tokens, ? extends R> tokens, Function<Refused, ? extends R> refused) {
            return tokens.apply(this);
        }
    }

    /** @param message without any of the chat's text */
    record Refused(UnlabellableReason reason, String message) implements ReadChat {

        @Override
        public <R> R match(Function<Tokens, ? extends R> tokens, Function<Refused, ? extends R> refused) {
            return refused.apply(this);
        }
    }
}
