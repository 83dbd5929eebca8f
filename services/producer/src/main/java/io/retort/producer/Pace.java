package io.retort.producer;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.Optional;

/**
 * Spaces records evenly in time. What was missed while a transaction was committed is made up for, up to a second of it: a
 * longer stop is not followed by a flood.
 */
final class Pace {

    private static final long MOST_BEHIND_NANOS = Duration.ofSeconds(1).toNanos();

    private final Time time;
    private final double intervalNanos;
    private double nextNanos;
    private final long startNanos;

    /** @param perSecond most records in a second; empty for no limit */
    Pace(Optional<Double> perSecond, Time time) {
        this.time = time;
        this.intervalNanos = perSecond.map(rate -> 1e9 / rate).orElse(0.0);
        this.startNanos = time.nanos();
    }

    /** How long until the next record may be read; zero if it may be now. */
    Duration untilNext() {
        return Duration.ofNanos(Math.max(0, (long) Math.ceil(nextNanos) - elapsed()));
    }

    /** A record has been read. */
    void taken() {
        nextNanos = Math.max(nextNanos, elapsed() - MOST_BEHIND_NANOS) + intervalNanos;
    }

    private long elapsed() {
        return time.nanos() - startNanos;
    }
}
