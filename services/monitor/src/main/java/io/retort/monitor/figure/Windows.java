package io.retort.monitor.figure;

import java.time.Duration;

/**
 * Tumbling windows of event time, aligned to the epoch. A window takes what comes in any order until the stream's time, the
 * newest event time seen in its partition, has passed the window's end by the grace.
 *
 * @param size of each, 1 s to 1 h
 * @param grace zero to a day
 */
public record Windows(Duration size, Duration grace) {

    /** The first instant of the window that an instant lies in, in milliseconds of the epoch. */
    public long startOf(long instant) {
        return instant - Math.floorMod(instant, size.toMillis());
    }

    public long endOf(long start) {
        return start + size.toMillis();
    }

    /** Whether a window takes nothing more. */
    public boolean isClosed(long start, long streamTime) {
        return start <= streamTime - size.toMillis() - grace.toMillis();
    }
}
