package io.retort.platform.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What came of one record in a {@link Transformer}. */
public sealed interface TransformOutcome {

    /** Answers with the function of this case. */
    <R> R match(
            Function<Transformed, R> transformed, Function<Refused, R> refused, Function<Unavailable, R> unavailable);

    /**
     * The record is done.
     *
     * @param records what to send for it; may be empty
     */
    record Transformed(List<ProducerRecord<byte[], byte[]>> records) implements TransformOutcome {
        public Transformed {
            records = List.copyOf(records);
        }

        @Override
        public <R> R match(
                Function<Transformed, R> transformed,
                Function<Refused, R> refused,
                Function<Unavailable, R> unavailable) {
            return transformed.apply(this);
        }
    }

    /**
     * The record can never be used: it becomes a dead letter.
     *
     * @param reason a short word of a fixed set, such as {@code unreadable}; also a metric's label
     * @param message what a person should know; no text of a prompt or a label
     */
    record Refused(String reason, String message) implements TransformOutcome {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }

        @Override
        public <R> R match(
                Function<Transformed, R> transformed,
                Function<Refused, R> refused,
                Function<Unavailable, R> unavailable) {
            return refused.apply(this);
        }
    }

    /**
     * The record cannot be done now, through no fault of its own. It is tried again, and nothing of its batch is committed
     * before it is done.
     *
     * @param retryAfter the least time to wait, zero or more; the loop's own backoff comes on top
     * @param reason a short word of a fixed set, such as {@code rate-limited}
     */
    record Unavailable(Duration retryAfter, String reason) implements TransformOutcome {
        public Unavailable {
            if (retryAfter.isNegative()) {
                throw new IllegalArgumentException("retryAfter is " + retryAfter + "; zero or more");
            }
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <R> R match(
                Function<Transformed, R> transformed,
                Function<Refused, R> refused,
                Function<Unavailable, R> unavailable) {
            return unavailable.apply(this);
        }
    }
}
