package io.retort.platform.kafka;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;

/**
 * An instance's transactions.
 *
 * @param transactionalId the same at each start of the same instance, and of no other: random ones leave transactions open
 *     after a kill, shared ones fence each other
 * @param timeout after how long the broker ends a transaction left open, 1 s or more: as long others may wait behind it
 * @param deadline how long a call that timed out is repeated before a new producer is made, more than zero
 */
public record TransactionSettings(String transactionalId, Duration timeout, Duration deadline) {

    public TransactionSettings {
        if (transactionalId.isBlank()) {
            throw new InvalidSetting("transactionalId", "empty", "a name");
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidSetting("timeout", timeout, "a duration of 1s or more");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new InvalidSetting("deadline", deadline, "a duration above zero such as 30s");
        }
    }

    /** With a time-out of 15 s and a deadline of 30 s. */
    public TransactionSettings(String transactionalId) {
        this(transactionalId, Duration.ofSeconds(15), Duration.ofSeconds(30));
    }
}
