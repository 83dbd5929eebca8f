package io.retort.learning.language;

/** Turns one sequence's tokens into text as they come. A character may need several tokens. */
public interface TokenText {

    /** What the token adds: whole characters, or nothing yet. */
    String next(int token);

    /** What is left when no token follows. */
    String rest();
}
