package io.retort.server.batch;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;

/**
 * How requests are batched.
 *
 * @param texts most texts that are waited for, 1 to 65,536; a request of more goes alone
 * @param linger longest that a request waits for others to go with it, zero to 1 s
 * @param queue texts that may wait, 1 to 1,048,576; what comes beyond is refused
 * @param threads batches computed at the same time, 1 to 256
 */
public record BatchSettings(int texts, Duration linger, int queue, int threads) {

    private static final Duration LONGEST = Duration.ofSeconds(1);

    /**
     * 64 texts, 4,096 waiting, two at a time, and no lingering: a batch is what came while the ones before were computed. A text
     * takes the classifier ten microseconds, so that waiting a millisecond for others would be most of a request; a model that
     * gains more from company than it loses by waiting wants some.
     */
    public static final BatchSettings DEFAULTS = new BatchSettings(64, Duration.ZERO, 4_096, 2);

    public BatchSettings {
        requireWithin("texts", texts, 65_536);
        requireWithin("queue", queue, 1_048_576);
        requireWithin("threads", threads, 256);
        if (linger.isNegative() || linger.compareTo(LONGEST) > 0) {
            throw new InvalidSetting("linger", linger, "a duration from 0ms to 1s");
        }
    }

    private static void requireWithin(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new InvalidSetting(key, value, "a number from 1 to " + most);
        }
    }
}
