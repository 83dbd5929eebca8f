package io.retort.producer.source;

/** A source cannot be read; a person must act. The message says what was found and what is needed. */
public final class UnusableSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableSourceException(String message) {
        super(message);
    }

    UnusableSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
