package io.retort.platform.time;

import java.time.Duration;
import java.time.Instant;

/** The clocks and the waiting of one process. Safe for use by several threads. */
public interface Time {

    /** A clock that only goes forward; only differences of two readings mean anything. In nanoseconds. */
    long nanos();

    /** The wall clock, which may jump. */
    Instant now();

    /**
     * Waits.
     *
     * @param duration zero or more
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void sleep(Duration duration) throws InterruptedException;

    /** How long ago {@link #nanos()} read {@code start}. */
    default Duration since(long start) {
        return Duration.ofNanos(nanos() - start);
    }

    /** The machine's clocks. */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
