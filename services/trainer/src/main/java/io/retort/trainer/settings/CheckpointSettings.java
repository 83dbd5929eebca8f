package io.retort.trainer.settings;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;

/**
 * A checkpoint is due after so many steps or so much time, whichever comes first, if there was a step since the last.
 *
 * @param everySteps 1 to 1,000,000
 * @param every 100ms or more
 * @param keep newest announced checkpoints whose files are kept, 1 to 10,000; the first student is kept beside them
 * @param leftoverAge age from which files that no record names are deleted, 1m or more: a trainer that lost its place may
 *     still be writing them
 */
public record CheckpointSettings(int everySteps, Duration every, int keep, Duration leftoverAge) {

    public static final CheckpointSettings DEFAULT =
            new CheckpointSettings(500, Duration.ofSeconds(30), 5, Duration.ofHours(1));

    public CheckpointSettings {
        if (everySteps < 1 || everySteps > 1_000_000) {
            throw new InvalidSetting("everySteps", everySteps, "a number from 1 to 1000000");
        }
        if (every.compareTo(Duration.ofMillis(100)) < 0) {
            throw new InvalidSetting("every", every, "a duration of at least 100ms, such as 30s");
        }
        if (keep < 1 || keep > 10_000) {
            throw new InvalidSetting("keep", keep, "a number from 1 to 10000");
        }
        if (leftoverAge.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new InvalidSetting("leftoverAge", leftoverAge, "a duration of at least 1m, such as 1h");
        }
    }
}
