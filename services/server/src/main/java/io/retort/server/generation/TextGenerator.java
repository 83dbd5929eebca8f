package io.retort.server.generation;

import java.util.List;

/** Goes on writing several texts, token by token; each joins and leaves between two steps. Used by one thread at a time. */
public interface TextGenerator extends AutoCloseable {

    /**
     * A text joins.
     *
     * @param prompt token ids, at least one
     * @return its number, until it leaves
     */
    int join(int[] prompt, Sampling sampling);

    /** Draws the next token of every text that has joined, in no particular order. */
    List<NextToken> step();

    /** A text leaves, and what was kept of it is given back. */
    void leave(int text);

    /** Gives back all memory. */
    @Override
    void close();

    /**
     * A token that was drawn.
     *
     * @param text number of the text it belongs to
     * @param token its id
     */
    record NextToken(int text, int token) {}
}
