package io.retort.trainer.settings;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;

/**
 * @param mode what decides a batch's composition
 * @param size labels in a batch, 1 to 8,192: all its refusals have to fit one journal entry
 * @param linger longest wait of a label for its batch to fill, zero to 10m; for {@link BatchingMode#ARRIVAL} only
 */
public record BatchSettings(BatchingMode mode, int size, Duration linger) {

    public static final BatchSettings DEFAULT = new BatchSettings(BatchingMode.ARRIVAL, 64, Duration.ofMillis(500));

    public BatchSettings {
        if (size < 1 || size > 8_192) {
            throw new InvalidSetting("size", size, "a number from 1 to 8192");
        }
        if (linger.isNegative() || linger.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new InvalidSetting("linger", linger, "a duration from 0ms to 10m");
        }
    }
}
