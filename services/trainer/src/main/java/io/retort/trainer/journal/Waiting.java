package io.retort.trainer.journal;

import java.time.Duration;

/** Tells, once every so often, that something has been waited for too long. */
final class Waiting {

    private final long patienceNanos;
    private long since = System.nanoTime();

    Waiting(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    void begin() {
        since = System.nanoTime();
    }

    /** Whether the patience is used up; it begins anew then. */
    boolean isLong() {
        boolean isLong = System.nanoTime() - since >= patienceNanos;
        if (isLong) {
            begin();
        }
        return isLong;
    }
}
