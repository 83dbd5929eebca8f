package io.retort.broker;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The broker could not be started. The message names the directory or port and what to do about it. */
public final class BrokerStartException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Reason {
        /** The directory cannot be made, read or written. */
        DIRECTORY_UNUSABLE,
        /** Another broker runs on the directory. */
        DIRECTORY_IN_USE,
        /** Another program listens on the port. */
        PORT_TAKEN,
        /** A broker runs in this JVM, which has room for one. */
        ONE_IN_THIS_JVM,
        /** Kafka itself failed; the cause says how. */
        FAILED
    }

    private final Reason reason;

    BrokerStartException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    BrokerStartException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
