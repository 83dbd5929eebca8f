package io.retort.server.generation;

/**
 * Is told what is written. Called on the thread that writes for everybody: it must
 * neither wait, nor compute much, nor throw.
 */
public interface GenerationListener {

    /**
     * A prompt's answer goes on.
     *
     * @param prompt its number, from 0
     * @param text at least one character
     */
    void wrote(int prompt, String text);

    /**
     * A prompt's answer is over.
     *
     * @param tokens that it has, the one that ended it included
     */
    void finished(int prompt, Finish why, int tokens);

    /** The answers to all prompts are over; nothing follows. */
    void completed();

    /** The model has failed, or is gone; nothing follows. */
    void failed();
}
