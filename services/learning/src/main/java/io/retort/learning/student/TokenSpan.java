package io.retort.learning.student;

/**
 * A half-open range of tokens.
 *
 * @param from the first token, at least 0
 * @param to behind the last, above {@code from}
 */
public record TokenSpan(int from, int to) {
    public TokenSpan {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("tokens [" + from + ", " + to + "); allowed: at least one, from 0");
        }
    }

    /** How many tokens. */
    public int length() {
        return to - from;
    }
}
