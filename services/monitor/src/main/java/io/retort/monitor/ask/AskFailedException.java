package io.retort.monitor.ask;

/** A model could not answer. */
public final class AskFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message for the person who asked; holds no text that was asked about */
    public AskFailedException(String message) {
        super(message);
    }

    /** @param message for the person who asked; holds no text that was asked about */
    public AskFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
