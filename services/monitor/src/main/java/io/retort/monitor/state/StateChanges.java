package io.retort.monitor.state;

import io.retort.monitor.state.MonitorState.PromptsState;
import io.retort.monitor.state.StudentState.FreshnessState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A state reduced to what is new in it: of windows, samples, checkpoints, decisions and dead letters only those that were not
 * there before, or not so. All else is whole.
 */
public final class StateChanges {

    private StateChanges() {}

    /** What of a state was not so in an earlier one. */
    public static MonitorState since(MonitorState before, MonitorState now) {
        return new MonitorState(
                now.now(),
                now.windowMillis(),
                now.graceMillis(),
                now.broker(),
                now.streams(),
                now.textsShown(),
                now.asking(),
                new PromptsState(added(before.prompts().windows(), now.prompts().windows())),
                teachers(before, now),
                students(before, now),
                deadLetters(before.deadLetters(), now.deadLetters()));
    }

    private static List<TeacherState> teachers(MonitorState before, MonitorState now) {
        Map<String, TeacherState> known = byName(before.teachers(), TeacherState::id);
        return now.teachers().stream()
                .map(teacher -> {
                    TeacherState old = known.get(teacher.id());
                    return old == null
                            ? teacher
                            : new TeacherState(teacher.id(), teacher.lag(), added(old.windows(), teacher.windows()));
                })
                .toList();
    }

    private static List<StudentState> students(MonitorState before, MonitorState now) {
        Map<String, StudentState> known = byName(before.students(), StudentState::name);
        return now.students().stream()
                .map(student -> {
                    StudentState old = known.get(student.name());
                    return old == null ? student : student(old, student);
                })
                .toList();
    }

    private static StudentState student(StudentState before, StudentState now) {
        return new StudentState(
                now.name(),
                now.labelSpace(),
                now.lag(),
                now.live(),
                now.held(),
                added(before.windows(), now.windows()),
                now.classes(),
                now.confusions(),
                added(before.checkpoints(), now.checkpoints()),
                added(before.deployments(), now.deployments()),
                new FreshnessState(
                        now.freshness().newest(),
                        now.freshness().p50(),
                        now.freshness().p99(),
                        added(before.freshness().samples(), now.freshness().samples())));
    }

    private static DeadLettersState deadLetters(DeadLettersState before, DeadLettersState now) {
        return new DeadLettersState(
                added(before.windows(), now.windows()), now.reasons(), added(before.newest(), now.newest()));
    }

    private static <T> List<T> added(List<T> before, List<T> now) {
        Set<T> known = new HashSet<>(before);
        return now.stream().filter(item -> !known.contains(item)).toList();
    }

    private static <T> Map<String, T> byName(List<T> members, Function<T, String> name) {
        return members.stream().collect(Collectors.toMap(name, Function.identity()));
    }
}
