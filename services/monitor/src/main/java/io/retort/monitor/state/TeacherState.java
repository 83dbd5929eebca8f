package io.retort.monitor.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A teacher's labels.
 *
 * @param lag offsets of prompts that its group has not committed; the markers of transactions count among them
 */
public record TeacherState(String id, long lag, List<TeacherWindow> windows) {

    /**
     * One window.
     *
     * @param calls prompts it was asked, however many at a time
     * @param drift see {@link Drift}; null where there are too few labels for it
     */
    public record TeacherWindow(
            long start,
            long labels,
            long tokens,
            long bytes,
            long calls,
            @Nullable Double drift) {}
}
