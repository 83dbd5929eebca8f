package io.retort.monitor.state;

import io.retort.schemas.record.LabelDistribution;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.TeacherFigures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the labels of a window lie from those before it: the Jensen-Shannon divergence, in bits and so from 0 to 1, between the
 * shares of the most likely classes in the window and in its reference, all windows that begin up to ten minutes before it. Of
 * a teacher's label spaces the one with most labels in the window counts. No drift is told where window or reference hold fewer
 * than 50 labels.
 *
 * <p>Few labels over many classes lie apart by chance: about (classes - 1) / (8 ln 2) * (1/n + 1/m) bits for n and m labels of the same
 * distribution. A figure is to be read against its own past, not against zero.
 */
final class Drift {

    static final Duration REFERENCE = Duration.ofMinutes(10);
    static final long LEAST_LABELS = 50;

    /** A window of the past, by its start. */
    private record Past(long start, TeacherFigures figures) {}

    private final Deque<Past> reference = new ArrayDeque<>();
    private final Map<Sha256, Map<Integer, Long>> sums = new HashMap<>();

    private Drift() {}

    /** The drift of each window that has one, by its start. */
    static NavigableMap<Long, Double> of(NavigableMap<Long, TeacherFigures> windows) {
        Drift drift = new Drift();
        NavigableMap<Long, Double> drifts = new TreeMap<>();
        windows.forEach((start, figures) -> {
            Double found = drift.next(start, figures);
            if (found != null) {
                drifts.put(start, found);
            }
        });
        return drifts;
    }

    private @Nullable Double next(long start, TeacherFigures figures) {
        for (Past oldest = reference.peekFirst();
                oldest != null && oldest.start() < start - REFERENCE.toMillis();
                oldest = reference.peekFirst()) {
            add(oldest.figures(), -1);
            reference.removeFirst();
        }
        Double drift = compare(figures);
        reference.addLast(new Past(start, figures));
        add(figures, 1);
        return drift;
    }

    private @Nullable Double compare(TeacherFigures figures) {
        LabelDistribution most = null;
        long labels = 0;
        for (LabelDistribution distribution : figures.getDistributions()) {
            long here = total(counts(distribution).values());
            if (here > labels) {
                most = distribution;
                labels = here;
            }
        }
        if (most == null || labels < LEAST_LABELS) {
            return null;
        }
        Map<Integer, Long> before = sums.getOrDefault(most.getLabelSpace(), Map.of());
        return total(before.values()) < LEAST_LABELS ? null : JensenShannon.bits(counts(most), before);
    }

    private void add(TeacherFigures figures, int sign) {
        for (LabelDistribution distribution : figures.getDistributions()) {
            Map<Integer, Long> sum = sums.computeIfAbsent(distribution.getLabelSpace(), space -> new HashMap<>());
            counts(distribution).forEach((id, labels) -> sum.merge(id, sign * labels, Long::sum));
        }
    }

    private static Map<Integer, Long> counts(LabelDistribution distribution) {
        Map<Integer, Long> counts = new HashMap<>();
        distribution.getClasses().forEach(count -> counts.put(count.getId(), count.getLabels()));
        return counts;
    }

    private static long total(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
