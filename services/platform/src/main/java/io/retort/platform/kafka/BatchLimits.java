package io.retort.platform.kafka;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;

/**
 * When a batch is full. It is cut as soon as one of the three is reached; a record heavier than {@code weight} is a batch of
 * its own.
 *
 * @param records most records, 1 to 65,536
 * @param weight most weight, by {@link Transformer#weigh}, 1 or more
 * @param linger longest wait of the first record for others, zero or more
 */
public record BatchLimits(int records, long weight, Duration linger) {

    public BatchLimits {
        if (records < 1 || records > 65_536) {
            throw new InvalidSetting("records", records, "a number from 1 to 65536");
        }
        if (weight < 1) {
            throw new InvalidSetting("weight", weight, "a number of 1 or more");
        }
        if (linger.isNegative()) {
            throw new InvalidSetting("linger", linger, "zero or a duration such as 200ms");
        }
    }
}
