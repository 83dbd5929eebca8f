package io.retort.producer;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Events per second over the last ten seconds. Safe for use by several threads. */
final class RecentRate {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private record Events(long nanos, long count) {}

    private final Time time;
    private final Deque<Events> recent = new ArrayDeque<>();

    RecentRate(Time time) {
        this.time = time;
    }

    synchronized void add(long count) {
        recent.addLast(new Events(time.nanos(), count));
        forget();
    }

    synchronized double perSecond() {
        forget();
        return recent.stream().mapToLong(Events::count).sum() / (double) WINDOW.toSeconds();
    }

    private void forget() {
        while (!recent.isEmpty() && time.since(recent.getFirst().nanos()).compareTo(WINDOW) > 0) {
            recent.removeFirst();
        }
    }
}
