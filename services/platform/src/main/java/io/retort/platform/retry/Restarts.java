package io.retort.platform.retry;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Runs one session after the other until one was the last, and waits between them: longer after each that failed soon, and no
 * longer than after a first failure once a session had lived.
 */
public final class Restarts {

    /** After a session of this length the next failure is a first one again. */
    static final Duration RECOVERED = Duration.ofMinutes(1);

    private final Backoff backoff;
    private final Time time;

    /** @param backoff how long to wait */
    public Restarts(Backoff backoff, Time time) {
        this.backoff = Objects.requireNonNull(backoff, "backoff");
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Runs sessions.
     *
     * @param session one of them; true if no other is to follow
     * @throws InterruptedException if interrupted while it waits
     */
    public void untilLast(BooleanSupplier session) throws InterruptedException {
        int failures = 0;
        for (long begun = time.nanos(); !session.getAsBoolean(); begun = time.nanos()) {
            failures = time.since(begun).compareTo(RECOVERED) > 0 ? 1 : failures + 1;
            time.sleep(backoff.delay(failures));
        }
    }
}
