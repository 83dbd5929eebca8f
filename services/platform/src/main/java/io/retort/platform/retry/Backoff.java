package io.retort.platform.retry;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: before attempt {@code n + 1} the wait is uniform in
 * {@code [0, min(cap, first * 2^(n-1))]} (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015), which
 * spreads clients that failed together. As safe for several threads as the random generator given.
 */
public final class Backoff {

    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;

    /**
     * @param first the longest wait after the first failure, more than zero
     * @param cap the longest wait ever, at least {@code first}
     * @param random where the jitter comes from; a seeded one repeats
     */
    public Backoff(Duration first, Duration cap, RandomGenerator random) {
        if (first.isNegative() || first.isZero()) {
            throw new InvalidSetting("first", first, "a duration above zero such as 100ms");
        }
        if (cap.compareTo(first) < 0) {
            throw new InvalidSetting("cap", cap, "a duration of at least " + first);
        }
        this.first = first;
        this.cap = cap;
        this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * The wait after a failure, drawn anew at each call.
     *
     * @param failures how many attempts in a row have failed, 1 or more
     * @return from zero to {@link #ceiling}
     */
    public Duration delay(int failures) {
        return Duration.ofNanos(random.nextLong(ceiling(failures).toNanos() + 1));
    }

    /**
     * The wait after a failure when the other side has said how long to wait: at least that long, and the jitter beside it.
     *
     * @param failures how many attempts in a row have failed, 1 or more
     * @param atLeast what the other side asked for, zero or more
     */
    public Duration delay(int failures, Duration atLeast) {
        return atLeast.plus(delay(failures));
    }

    /**
     * The longest that {@link #delay(int)} can be.
     *
     * @param failures how many attempts in a row have failed, 1 or more
     */
    public Duration ceiling(int failures) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures is " + failures + "; at least 1");
        }
        Duration ceiling = first;
        for (int doubled = 1; doubled < failures && ceiling.compareTo(cap) < 0; doubled++) {
            ceiling = ceiling.multipliedBy(2);
        }
        return ceiling.compareTo(cap) < 0 ? ceiling : cap;
    }
}
