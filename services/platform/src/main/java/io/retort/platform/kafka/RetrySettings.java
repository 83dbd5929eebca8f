package io.retort.platform.kafka;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;

/**
 * How long to wait before something that failed for now is tried again: see {@link io.retort.platform.retry.Backoff}.
 *
 * @param first longest wait after the first failure, more than zero
 * @param cap longest wait ever, at least {@code first}
 */
public record RetrySettings(Duration first, Duration cap) {

    /** 200 ms, up to 30 s. */
    public static final RetrySettings DEFAULTS = new RetrySettings(Duration.ofMillis(200), Duration.ofSeconds(30));

    public RetrySettings {
        if (first.isNegative() || first.isZero()) {
            throw new InvalidSetting("first", first, "a duration above zero such as 200ms");
        }
        if (cap.compareTo(first) < 0) {
            throw new InvalidSetting("cap", cap, "a duration no shorter than first");
        }
    }
}
