package io.retort.monitor.state;

import io.retort.monitor.state.StudentState.ClassAgreement;
import io.retort.monitor.state.StudentState.Confusion;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.StudentFigures;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * How a student does on each class, over the windows of the last ten minutes before its newest. Of novel labels only.
 *
 * @param agreement the classes the teacher chose, the most frequent first
 * @param confusions the twenty most frequent
 */
record ClassFigures(List<ClassAgreement> agreement, List<Confusion> confusions) {

    private static final Duration RECENT = Duration.ofMinutes(10);
    private static final int MOST_CONFUSIONS = 20;

    static ClassFigures of(NavigableMap<Long, StudentFigures> windows, IntFunction<String> names) {
        Map<Integer, Map<Integer, Long>> byTeacher = new TreeMap<>();
        if (!windows.isEmpty()) {
            windows.tailMap(windows.lastKey() - RECENT.toMillis()).values().forEach(counted -> counted.getChoices()
                    .forEach(choice -> add(choice, byTeacher)));
        }
        return new ClassFigures(agreement(byTeacher, names), confusions(byTeacher, names));
    }

    private static void add(Choice choice, Map<Integer, Map<Integer, Long>> byTeacher) {
        byTeacher
                .computeIfAbsent(choice.getTeachers(), id -> new TreeMap<>())
                .merge(choice.getStudents(), (long) choice.getLabels(), Long::sum);
    }

    private static List<ClassAgreement> agreement(
            Map<Integer, Map<Integer, Long>> byTeacher, IntFunction<String> names) {
        return byTeacher.entrySet().stream()
                .map(entry -> {
                    long labels = total(entry.getValue());
                    long agreed = entry.getValue().getOrDefault(entry.getKey(), 0L);
                    return new ClassAgreement(names.apply(entry.getKey()), labels, (double) agreed / labels);
                })
                .sorted(Comparator.comparingLong(ClassAgreement::labels).reversed())
                .toList();
    }

    private static List<Confusion> confusions(Map<Integer, Map<Integer, Long>> byTeacher, IntFunction<String> names) {
        return byTeacher.entrySet().stream()
                .flatMap(entry -> entry.getValue().entrySet().stream()
                        .filter(chosen -> !chosen.getKey().equals(entry.getKey()))
                        .map(chosen -> new Confusion(
                                names.apply(entry.getKey()),
                                names.apply(chosen.getKey()),
                                chosen.getValue(),
                                (double) chosen.getValue() / total(entry.getValue()))))
                .sorted(Comparator.comparingLong(Confusion::labels).reversed())
                .limit(MOST_CONFUSIONS)
                .toList();
    }

    private static long total(Map<Integer, Long> chosen) {
        return chosen.values().stream().mapToLong(Long::longValue).sum();
    }
}
