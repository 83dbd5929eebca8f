package io.retort.monitor.metrics;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** How much a second, over the newest three windows that have ended by the clock. */
record RecentRate(long now, Duration window) {

    private static final int WINDOWS = 3;

    <W> double of(List<W> windows, ToLongFunction<W> start, ToLongFunction<W> count) {
        long end = now - Math.floorMod(now, window.toMillis());
        long first = end - WINDOWS * window.toMillis();
        long sum = 0;
        for (int i = windows.size() - 1; i >= 0 && start.applyAsLong(windows.get(i)) >= first; i--) {
            if (start.applyAsLong(windows.get(i)) < end) {
                sum += count.applyAsLong(windows.get(i));
            }
        }
        return sum * 1000.0 / (WINDOWS * window.toMillis());
    }
}
