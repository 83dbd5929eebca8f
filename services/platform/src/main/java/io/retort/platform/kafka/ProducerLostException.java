package io.retort.platform.kafka;

/**
 * The producer cannot go on: its last transaction is in doubt, or the client has met an error it does not recover from. The
 * caller closes the producer, makes a new one, initializes it, which settles the transaction, and starts again from what is
 * committed.
 */
public final class ProducerLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProducerLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
