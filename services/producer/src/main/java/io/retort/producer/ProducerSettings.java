package io.retort.producer;

import io.retort.platform.config.InvalidSetting;
import io.retort.platform.kafka.BatchLimits;
import io.retort.platform.kafka.RetrySettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a producer works.
 *
 * @param batch when a transaction is full; the weight is the bytes of its records, at most 32 MiB of them
 * @param promptsPerSecond most records in a second, above zero; empty for as many as can be
 * @param transactionTimeout after how long the broker ends a transaction left open, 1 s or more
 * @param deadline how long a call that timed out is repeated before a new Kafka client is made, more than zero
 * @param retry the waits while the broker is away or aborts
 */
public record ProducerSettings(
        BatchLimits batch,
        Optional<Double> promptsPerSecond,
        Duration transactionTimeout,
        Duration deadline,
        RetrySettings retry) {

    /** Half of what the Kafka client buffers, so that a batch never waits for itself. */
    private static final long MOST_BATCH_BYTES = 32L * 1024 * 1024;

    /** 500 prompts, 4 MiB or 200 ms a transaction, as fast as can be. */
    public static final ProducerSettings DEFAULTS = new ProducerSettings(
            new BatchLimits(500, 4L * 1024 * 1024, Duration.ofMillis(200)),
            Optional.empty(),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            RetrySettings.DEFAULTS);

    public ProducerSettings {
        Objects.requireNonNull(retry, "retry");
        if (batch.weight() > MOST_BATCH_BYTES) {
            throw new InvalidSetting("batch.weight", batch.weight(), "a number from 1 to " + MOST_BATCH_BYTES);
        }
        if (promptsPerSecond.isPresent() && !(promptsPerSecond.get() > 0 && promptsPerSecond.get() <= 1e9)) {
            throw new InvalidSetting("promptsPerSecond", promptsPerSecond.get(), "a number above 0, up to 1e9");
        }
        if (transactionTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidSetting("transactionTimeout", transactionTimeout, "a duration of 1s or more");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new InvalidSetting("deadline", deadline, "a duration above zero such as 30s");
        }
    }

    /** The same with another limit of the rate. */
    public ProducerSettings withPromptsPerSecond(double limit) {
        return new ProducerSettings(batch, Optional.of(limit), transactionTimeout, deadline, retry);
    }
}
