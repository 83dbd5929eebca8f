package io.retort.server.http;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;

/**
 * What one request may ask for.
 *
 * @param bodyBytes most bytes of a body, 1 to 67,108,864
 * @param texts most texts, 1 to 65,536
 * @param characters most characters (code points) of a text, 1 to 16,777,216
 * @param bodyTimeout longest for a whole body to come, 10 ms to 10 min
 * @param idleTimeout longest that a connection may do nothing, 10 ms to 10 min
 */
public record LimitSettings(int bodyBytes, int texts, int characters, Duration bodyTimeout, Duration idleTimeout) {

    /** 1 MiB, 256 texts of 16,384 characters, 10 s for the body, 30 s idle. */
    public static final LimitSettings DEFAULTS =
            new LimitSettings(1 << 20, 256, 16_384, Duration.ofSeconds(10), Duration.ofSeconds(30));

    public LimitSettings {
        requireWithin("bodyBytes", bodyBytes, 1 << 26);
        requireWithin("texts", texts, 65_536);
        requireWithin("characters", characters, 1 << 24);
        requireWithin("bodyTimeout", bodyTimeout);
        requireWithin("idleTimeout", idleTimeout);
    }

    private static void requireWithin(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new InvalidSetting(key, value, "a number from 1 to " + most);
        }
    }

    private static void requireWithin(String key, Duration value) {
        if (value.compareTo(Duration.ofMillis(10)) < 0 || value.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new InvalidSetting(key, value, "a duration from 10ms to 10m");
        }
    }
}
