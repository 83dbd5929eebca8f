package io.retort.platform.lifecycle;

/** Something could not be closed in order. The first failure is the cause, later ones are suppressed in it. */
public final class CloseFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CloseFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
