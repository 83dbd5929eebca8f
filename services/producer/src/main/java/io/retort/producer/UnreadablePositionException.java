package io.retort.producer;

/** The position of a source was written by something this release does not know; going on could repeat prompts. */
public final class UnreadablePositionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadablePositionException(String message) {
        super(message);
    }
}
