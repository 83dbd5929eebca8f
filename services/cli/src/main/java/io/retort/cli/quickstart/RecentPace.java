package io.retort.cli.quickstart;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count has grown over the last seconds. For use by one thread. */
final class RecentPace {

    private record Sample(long nanos, long count) {}

    private final Duration over;
    private final Deque<Sample> samples = new ArrayDeque<>();

    RecentPace(Duration over) {
        this.over = over;
    }

    /** A second, with the count as it is now; 0 at first. */
    double of(long count) {
        long now = System.nanoTime();
        samples.addLast(new Sample(now, count));
        while (now - samples.getFirst().nanos() > over.toNanos()) {
            samples.removeFirst();
        }
        Sample oldest = samples.getFirst();
        double seconds = (now - oldest.nanos()) / 1e9;
        return seconds == 0 ? 0 : (count - oldest.count()) / seconds;
    }
}
