package io.retort.platform.lifecycle;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.Objects;

/**
 * The heartbeat of a loop. The loop calls {@link #beat()} each time it turns; liveness asks how long ago that was. A loop
 * that waits for something outside goes on beating as long as it still turns.
 */
public final class Progress {

    private final Time time;
    private volatile long lastBeat;

    /** Starts with a beat, so that a loop has its full time for the first one. */
    public Progress(Time time) {
        this.time = Objects.requireNonNull(time, "time");
        this.lastBeat = time.nanos();
    }

    /** Says that the loop has turned. */
    public void beat() {
        lastBeat = time.nanos();
    }

    /** How long ago the loop last turned. */
    public Duration age() {
        return time.since(lastBeat);
    }
}
