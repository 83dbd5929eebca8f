package io.retort.monitor.state;

import io.retort.monitor.MonitorSettings;
import io.retort.monitor.follow.FigureHistory;
import io.retort.monitor.follow.TopicFollower;
import io.retort.monitor.state.DeadLettersState.DeadLetterReason;
import io.retort.monitor.state.DeadLettersState.DeadLetterWindow;
import io.retort.monitor.state.MonitorState.BrokerState;
import io.retort.monitor.state.MonitorState.PromptWindow;
import io.retort.monitor.state.MonitorState.PromptsState;
import io.retort.monitor.state.MonitorState.StreamsState;
import io.retort.monitor.state.TeacherState.TeacherWindow;
import io.retort.schemas.record.DeadLetterFigures;
import io.retort.schemas.record.Figure;
import io.retort.schemas.record.FigureSubject;
import io.retort.schemas.record.PromptFigures;
import io.retort.schemas.record.TeacherFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the state of what is known. For use by one thread. */
public final class StateMaker {

    private final MonitorSettings settings;
    private final Groups groups;
    private final boolean asking;
    private final Map<String, Freshness> freshness = new HashMap<>();

    public StateMaker(MonitorSettings settings, Groups groups, boolean asking) {
        this.settings = settings;
        this.groups = groups;
        this.asking = asking;
    }

    /**
     * The state.
     *
     * @param streams the state of Kafka Streams
     * @param follower null before there has been a broker to follow
     */
    public MonitorState make(long now, ClusterView cluster, String streams, @Nullable TopicFollower follower) {
        FigureHistory history = follower == null ? new FigureHistory() : follower.history();
        return new MonitorState(
                now,
                settings.window().toMillis(),
                settings.grace().toMillis(),
                new BrokerState(cluster.reachable() ? "REACHABLE" : "AWAY", cluster.since()),
                new StreamsState(streams, cluster.instances(), history.late()),
                settings.textsShown(),
                asking,
                prompts(history),
                teachers(history, cluster),
                follower == null ? List.of() : students(follower, cluster, now),
                deadLetters(history, follower));
    }

    private static PromptsState prompts(FigureHistory history) {
        List<PromptWindow> windows = new ArrayList<>();
        history.windows(FigureSubject.PROMPTS, "").forEach((start, figure) -> {
            PromptFigures counted = (PromptFigures) figure.getCounted();
            windows.add(new PromptWindow(start, counted.getPrompts(), counted.getBytes()));
        });
        return new PromptsState(windows);
    }

    private List<TeacherState> teachers(FigureHistory history, ClusterView cluster) {
        List<TeacherState> teachers = new ArrayList<>();
        for (String id : history.names(FigureSubject.TEACHER)) {
            NavigableMap<Long, TeacherFigures> figures = new TreeMap<>();
            history.windows(FigureSubject.TEACHER, id)
                    .forEach((start, figure) -> figures.put(start, (TeacherFigures) figure.getCounted()));
            Map<Long, Double> drifts = Drift.of(figures);
            List<TeacherWindow> windows = new ArrayList<>();
            figures.forEach((start, counted) -> windows.add(new TeacherWindow(
                    start,
                    counted.getLabels(),
                    counted.getTokens(),
                    counted.getBytes(),
                    counted.getCalls(),
                    drifts.get(start))));
            teachers.add(new TeacherState(id, cluster.lags().getOrDefault(groups.ofTeacher(id), 0L), windows));
        }
        return teachers;
    }

    private List<StudentState> students(TopicFollower follower, ClusterView cluster, long now) {
        long historyStart = now - settings.history().toMillis();
        TreeSet<String> names = new TreeSet<>(follower.history().names(FigureSubject.STUDENT));
        names.addAll(follower.history().studentsWithCheckpoints());
        names.addAll(follower.deployments().keySet());
        return names.stream()
                .map(name -> new StudentView(follower, name)
                        .state(
                                cluster.lags().getOrDefault(groups.ofStudent(name), 0L),
                                freshness.computeIfAbsent(name, student -> new Freshness()),
                                now,
                                historyStart))
                .toList();
    }

    private static DeadLettersState deadLetters(FigureHistory history, @Nullable TopicFollower follower) {
        List<DeadLetterWindow> windows = new ArrayList<>();
        List<DeadLetterReason> reasons = new ArrayList<>();
        for (String name : history.names(FigureSubject.DEAD_LETTERS)) {
            long count = 0;
            String stage = "";
            String reason = "";
            for (Map.Entry<Long, Figure> window :
                    history.windows(FigureSubject.DEAD_LETTERS, name).entrySet()) {
                DeadLetterFigures counted =
                        (DeadLetterFigures) window.getValue().getCounted();
                stage = counted.getStage();
                reason = counted.getReason();
                count += counted.getLetters();
                windows.add(new DeadLetterWindow(window.getKey(), stage, reason, counted.getLetters()));
            }
            reasons.add(new DeadLetterReason(stage, reason, count));
        }
        windows.sort(Comparator.comparingLong(DeadLetterWindow::start));
        reasons.sort(Comparator.comparingLong(DeadLetterReason::count).reversed());
        return new DeadLettersState(
                windows,
                reasons,
                follower == null ? List.of() : follower.deadLetters().newest());
    }
}
