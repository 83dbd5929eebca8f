package io.retort.monitor.follow;

import io.retort.monitor.figure.FigureSums;
import io.retort.schemas.record.CheckpointFigures;
import io.retort.schemas.record.Figure;
import io.retort.schemas.record.FigureSubject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The figures of the last hours. For use by one thread. */
public final class FigureHistory {

    /** The parts of one window, by partition. */
    private static final class Parts {

        private final Map<Integer, Figure> parts = new TreeMap<>();
        private @Nullable Figure sum;

        void put(Figure figure) {
            parts.put(figure.getPartition(), figure);
            sum = null;
        }

        Figure sum() {
            Figure added = sum;
            if (added == null) {
                added = parts.values().stream().reduce(FigureSums::add).orElseThrow();
                sum = added;
            }
            return added;
        }
    }

    private final Map<FigureSubject, Map<String, NavigableMap<Long, Parts>>> windows =
            new EnumMap<>(FigureSubject.class);
    private final Map<String, Map<String, Figure>> checkpoints = new TreeMap<>();

    /** Takes a figure in place of the one it replaces. */
    public void take(Figure figure) {
        if (figure.getCounted() instanceof CheckpointFigures checkpoint) {
            checkpoints
                    .computeIfAbsent(figure.getName(), student -> new TreeMap<>())
                    .put(checkpoint.getId(), figure);
        } else {
            windows.computeIfAbsent(figure.getSubject(), subject -> new TreeMap<>())
                    .computeIfAbsent(figure.getName(), name -> new TreeMap<>())
                    .computeIfAbsent(figure.getStart().toEpochMilli(), start -> new Parts())
                    .put(figure);
        }
    }

    /** Forgets what began before an instant. */
    public void forgetBefore(long instant) {
        windows.values().forEach(subjects -> {
            subjects.values().forEach(starts -> starts.headMap(instant).clear());
            subjects.values().removeIf(Map::isEmpty);
        });
        checkpoints.values().forEach(marks -> marks.values()
                .removeIf(mark -> mark.getStart().toEpochMilli() < instant));
        checkpoints.values().removeIf(Map::isEmpty);
    }

    /** The names of a kind of subject, in order. */
    public List<String> names(FigureSubject subject) {
        return List.copyOf(subjects(subject).keySet());
    }

    /** A subject's windows by their start, each the sum over the partitions. */
    public NavigableMap<Long, Figure> windows(FigureSubject subject, String name) {
        NavigableMap<Long, Figure> sums = new TreeMap<>();
        Objects.requireNonNullElse(subjects(subject).get(name), new TreeMap<Long, Parts>())
                .forEach((start, parts) -> sums.put(start, parts.sum()));
        return sums;
    }

    /** Students with checkpoints, in order. */
    public List<String> studentsWithCheckpoints() {
        return List.copyOf(checkpoints.keySet());
    }

    /** A student's checkpoints, in the order of their time. */
    public List<Figure> checkpoints(String student) {
        List<Figure> marks =
                new ArrayList<>(Objects.requireNonNullElse(checkpoints.get(student), Map.<String, Figure>of())
                        .values());
        marks.sort((a, b) -> a.getStart().compareTo(b.getStart()));
        return Collections.unmodifiableList(marks);
    }

    /** Records that came too late for their window. */
    public long late() {
        return windows.values().stream()
                .flatMap(subjects -> subjects.values().stream())
                .flatMap(starts -> starts.values().stream())
                .mapToLong(parts -> parts.sum().getLate())
                .sum();
    }

    private Map<String, NavigableMap<Long, Parts>> subjects(FigureSubject subject) {
        return Optional.ofNullable(windows.get(subject)).orElse(Map.of());
    }
}
