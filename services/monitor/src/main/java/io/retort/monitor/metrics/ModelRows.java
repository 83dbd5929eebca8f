package io.retort.monitor.metrics;

import io.retort.monitor.state.StudentState;
import io.retort.monitor.state.StudentState.CheckpointMark;
import io.retort.monitor.state.StudentState.Decision;
import io.retort.monitor.state.StudentState.FreshnessState;
import io.retort.monitor.state.StudentState.StudentWindow;
import io.retort.monitor.state.TeacherState;
import io.retort.monitor.state.TeacherState.TeacherWindow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A teacher's and a student's gauges. */
final class ModelRows {

    private ModelRows() {}

    static void add(TeacherState teacher, RecentRate rate, GaugeRows rows) {
        Map<MonitorGauge, ToLongFunction<TeacherWindow>> rates = Map.of(
                MonitorGauge.TEACHER_LABELS_RATE, TeacherWindow::labels,
                MonitorGauge.TEACHER_TOKENS_RATE, TeacherWindow::tokens,
                MonitorGauge.TEACHER_BYTES_RATE, TeacherWindow::bytes,
                MonitorGauge.TEACHER_CALLS_RATE, TeacherWindow::calls);
        rates.forEach((gauge, count) ->
                rows.add(gauge, rate.of(teacher.windows(), TeacherWindow::start, count), teacher.id()));
        rows.add(MonitorGauge.TEACHER_LAG, teacher.lag(), teacher.id());
        add(
                MonitorGauge.TEACHER_DRIFT,
                last(teacher.windows().stream().map(TeacherWindow::drift).toList()),
                1,
                teacher.id(),
                rows);
    }

    static void add(StudentState student, RecentRate rate, GaugeRows rows) {
        Map<MonitorGauge, ToLongFunction<StudentWindow>> rates = Map.of(
                MonitorGauge.STUDENT_STEPS_RATE, StudentWindow::steps,
                MonitorGauge.STUDENT_LABELS_RATE, StudentWindow::labels,
                MonitorGauge.STUDENT_POSITIONS_RATE, StudentWindow::positions,
                MonitorGauge.STUDENT_REFUSED_RATE, StudentWindow::refused,
                MonitorGauge.STUDENT_REPEATS_RATE, StudentWindow::repeats);
        String name = student.name();
        rates.forEach((gauge, count) -> rows.add(gauge, rate.of(student.windows(), StudentWindow::start, count), name));
        Map<MonitorGauge, Function<StudentWindow, @Nullable Double>> means = Map.of(
                MonitorGauge.STUDENT_LOSS, StudentWindow::loss,
                MonitorGauge.STUDENT_AGREEMENT, StudentWindow::agreement,
                MonitorGauge.STUDENT_CROSS_ENTROPY, StudentWindow::crossEntropy,
                MonitorGauge.STUDENT_ACCEPTANCE, StudentWindow::acceptance);
        means.forEach((gauge, mean) ->
                add(gauge, last(student.windows().stream().map(mean).toList()), 1, name, rows));
        rows.add(MonitorGauge.STUDENT_LAG, student.lag(), name);
        rows.add(MonitorGauge.STUDENT_HELD, student.held() ? 1 : 0, name);
        addServing(student, rows);
        addClasses(student, rows);
    }

    private static void addServing(StudentState student, GaugeRows rows) {
        String name = student.name();
        add(
                MonitorGauge.STUDENT_CHECKPOINT_STEP,
                last(student.checkpoints().stream().map(CheckpointMark::step).toList()),
                1,
                name,
                rows);
        student.deployments().stream()
                .filter(decision -> Objects.equals(decision.checkpoint(), student.live()))
                .map(Decision::step)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(step -> rows.add(MonitorGauge.STUDENT_LIVE_STEP, step, name));
        student.deployments().stream()
                .collect(Collectors.groupingBy(Decision::action, Collectors.counting()))
                .forEach((action, count) -> rows.add(MonitorGauge.STUDENT_DECISIONS, count, name, action));
        FreshnessState freshness = student.freshness();
        add(MonitorGauge.FRESHNESS_NEWEST, freshness.newest(), 1000, name, rows);
        if (freshness.p50() != null && freshness.p99() != null) {
            rows.add(MonitorGauge.FRESHNESS, freshness.p50() / 1000.0, name, "0.5");
            rows.add(MonitorGauge.FRESHNESS, freshness.p99() / 1000.0, name, "0.99");
        }
    }

    private static void addClasses(StudentState student, GaugeRows rows) {
        student.classes().forEach(each -> {
            rows.add(MonitorGauge.CLASS_AGREEMENT, each.agreement(), student.name(), each.name());
            rows.add(MonitorGauge.CLASS_LABELS, each.labels(), student.name(), each.name());
        });
        student.confusions()
                .forEach(each -> rows.add(
                        MonitorGauge.CONFUSION_LABELS, each.labels(), student.name(), each.teacher(), each.student()));
    }

    private static void add(MonitorGauge gauge, @Nullable Number value, double divisor, String tag, GaugeRows rows) {
        if (value != null) {
            rows.add(gauge, value.doubleValue() / divisor, tag);
        }
    }

    private static @Nullable Number last(List<? extends @Nullable Number> values) {
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }
}
