package io.retort.learning.student;

import java.util.Arrays;
import java.util.List;

/**
 * The tokens a label is about, and which of them have a distribution: the teacher's over that token, given all before it.
 * Not to be changed, the array included.
 *
 * @param ids one a token, the special ones included; empty where the label space is a set of classes
 * @param labelled ascending and apart, within the tokens, from 1: the first token has nothing before it
 */
public record TokenSequence(int[] ids, List<TokenSpan> labelled) {
    /** Of a label over classes. */
    public static final TokenSequence NONE = new TokenSequence(new int[0], List.of());

    public TokenSequence {
        int before = 1;
        for (TokenSpan span : labelled) {
            if (span.from() < before || span.to() > ids.length) {
                throw new IllegalArgumentException("labelled tokens [" + span.from() + ", " + span.to() + ") of "
                        + ids.length + "; allowed: ascending, apart, from 1");
            }
            before = span.to();
        }
        labelled = List.copyOf(labelled);
    }

    /** How many tokens have a distribution. */
    public int positions() {
        return labelled.stream().mapToInt(TokenSpan::length).sum();
    }

    /** Indices of the tokens that have a distribution, ascending. */
    public int[] labelledIndices() {
        int[] indices = new int[positions()];
        int next = 0;
        for (TokenSpan span : labelled) {
            for (int i = span.from(); i < span.to(); i++) {
                indices[next++] = i;
            }
        }
        return indices;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenSequence that && Arrays.equals(ids, that.ids) && labelled.equals(that.labelled);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + labelled.hashCode();
    }

    /** Leaves the tokens out: examples end up in messages and logs. */
    @Override
    public String toString() {
        return "TokenSequence[tokens=" + ids.length + ", positions=" + positions() + "]";
    }
}
