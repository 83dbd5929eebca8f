package io.retort.learning.huggingface;

import io.retort.learning.student.TokenSpan;
import java.util.List;

/**
 * A chat as the model reads it. Not to be changed, the array included.
 *
 * @param tokens of the whole rendered chat
 * @param assistantSpans what the assistant says, each with the token that ends its turn where the template writes one; ascending,
 *     from 1. White space at the beginning of a turn may be left out
 */
public record TokenizedChat(int[] tokens, List<TokenSpan> assistantSpans) {

    public TokenizedChat {
        assistantSpans = List.copyOf(assistantSpans);
    }

    /** Leaves the tokens out: they are a user's text. */
    @Override
    public String toString() {
        return "TokenizedChat[tokens=" + tokens.length + ", assistantSpans=" + assistantSpans + "]";
    }
}
