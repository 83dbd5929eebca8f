package io.retort.producer;

/** Another producer has gone on with the same source while this one was cut off from the broker. The caller stops. */
public final class SourceTakenOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SourceTakenOverException(String message) {
        super(message);
    }
}
