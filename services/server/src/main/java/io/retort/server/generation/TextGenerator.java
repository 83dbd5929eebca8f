package io.retort.server.generation;

import io.retort.learning.language.SamplingSettings;
import java.util.List;
import java.util.Optional;

/** Goes on writing several texts, token by token; each joins and leaves between two steps. Used by one thread at a time. */
public interface TextGenerator extends AutoCloseable {

    /**
     * A text joins from the next step on.
     *
     * @param prompt token ids, at least one
     * @return its number, used for no other
     */
    long join(int[] prompt, SamplingSettings settings);

    /** One token more for every text that has joined; those that are over have left. */
    List<Written> step();

    /** A text leaves before its end, and what was kept of it is given back. Harmless if it has left. */
    void leave(long text);

    /** Gives back all memory. */
    @Override
    void close();

    /**
     * What a step brought a text.
     *
     * @param text its number
     * @param piece what is certain by now of what has not been told before; often nothing
     * @param finish why it is over, if it is
     */
    record Written(long text, String piece, Optional<Finish> finish) {

        /** Leaves the piece out: it may end up in logs. */
        @Override
        public String toString() {
            return "Written[text=" + text + ", finish=" + finish + "]";
        }
    }
}
