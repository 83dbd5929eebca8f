package io.retort.platform.time;

import java.time.Duration;
import java.time.Instant;

/** A clock that moves when told to, and when somebody sleeps. */
public class ManualTime implements Time {

    private Duration elapsed = Duration.ZERO;

    public synchronized void advance(Duration duration) {
        elapsed = elapsed.plus(duration);
    }

    @Override
    public synchronized long nanos() {
        return elapsed.toNanos();
    }

    @Override
    public synchronized Instant now() {
        return Instant.EPOCH.plus(elapsed);
    }

    @Override
    public void sleep(Duration duration) {
        advance(duration);
    }
}
