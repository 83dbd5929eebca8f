package io.retort.monitor.state;

import io.retort.monitor.follow.TopicFollower;
import io.retort.monitor.state.StudentState.CheckpointMark;
import io.retort.monitor.state.StudentState.Comparison;
import io.retort.monitor.state.StudentState.Decision;
import io.retort.monitor.state.StudentState.StudentWindow;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.CheckpointFigures;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.Evidence;
import io.retort.schemas.record.Figure;
import io.retort.schemas.record.FigureSubject;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.StudentFigures;
import io.retort.schemas.record.TokenSums;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One student, as it is known. */
final class StudentView {

    /** More are of no use on a page; the topic keeps all. */
    private static final int MOST_DECISIONS = 500;

    private final TopicFollower follower;
    private final String name;
    private final NavigableMap<Long, StudentFigures> windows = new TreeMap<>();
    private final List<Figure> checkpoints;
    private final StudentDeployment deployment;

    StudentView(TopicFollower follower, String name) {
        this.follower = follower;
        this.name = name;
        follower.history()
                .windows(FigureSubject.STUDENT, name)
                .forEach((start, figure) -> windows.put(start, (StudentFigures) figure.getCounted()));
        this.checkpoints = follower.history().checkpoints(name);
        this.deployment = follower.deployments().getOrDefault(name, StudentDeployment.none());
    }

    /** @param freshness what is remembered of its promotions */
    StudentState state(long lag, Freshness freshness, long now, long historyStart) {
        ClassFigures classes = ClassFigures.of(windows, id -> follower.className(fingerprint(), id));
        List<Deployment> decisions = follower.decisions(name);
        return new StudentState(
                name,
                labelSpaceKind(),
                lag,
                deployment.live().map(DeployedCheckpoint::getId).orElse(null),
                deployment.held(),
                studentWindows(),
                classes.agreement(),
                classes.confusions(),
                checkpoints.stream().map(StudentView::mark).toList(),
                decisions.subList(Math.max(0, decisions.size() - MOST_DECISIONS), decisions.size()).stream()
                        .map(StudentView::decision)
                        .toList(),
                freshness.of(decisions, windows, now, historyStart));
    }

    private List<StudentWindow> studentWindows() {
        List<StudentWindow> shown = new ArrayList<>();
        windows.forEach((start, counted) -> shown.add(window(start, counted)));
        return shown;
    }

    private static StudentWindow window(long start, StudentFigures counted) {
        Optional<TokenSums> tokens = Optional.ofNullable(counted.getNovelTokens());
        return new StudentWindow(
                start,
                counted.getSteps(),
                counted.getLabels(),
                counted.getRefused(),
                counted.getPositions(),
                share(counted.getNovelLoss(), counted.getNovelPositions()),
                share(counted.getNovelAgreed(), counted.getNovelPositions()),
                share(tokens.map(TokenSums::getCrossEntropy), counted.getNovelPositions()),
                share(tokens.map(TokenSums::getAcceptance), counted.getNovelPositions()),
                counted.getLabels() - counted.getNovel());
    }

    /** Before the first checkpoint it shows in what was counted: only tokens have more scores than agreement and loss. */
    private @Nullable LabelSpaceKind labelSpaceKind() {
        return labelSpace().map(LabelSpaceReference::getKind).orElseGet(() -> {
            boolean tokens = windows.values().stream().anyMatch(window -> window.getNovelTokens() != null);
            return tokens ? LabelSpaceKind.VOCABULARY : null;
        });
    }

    /** That of its newest checkpoint, or of what is served. */
    private Optional<LabelSpaceReference> labelSpace() {
        if (!checkpoints.isEmpty()) {
            CheckpointFigures newest =
                    (CheckpointFigures) checkpoints.get(checkpoints.size() - 1).getCounted();
            return Optional.of(newest.getLabelSpace());
        }
        return deployment.live().map(DeployedCheckpoint::getLabelSpace);
    }

    private @Nullable Sha256 fingerprint() {
        return labelSpace().map(LabelSpaceReference::getFingerprint).orElse(null);
    }

    private static @Nullable Double share(Optional<Double> part, long whole) {
        return part.isPresent() ? share(part.get(), whole) : null;
    }

    private static @Nullable Double share(double part, long whole) {
        return whole == 0 ? null : finite(part / whole);
    }

    /** JSON has no number for what a student that has diverged loses. */
    private static @Nullable Double finite(double figure) {
        return Double.isFinite(figure) ? figure : null;
    }

    private static CheckpointMark mark(Figure figure) {
        CheckpointFigures counted = (CheckpointFigures) figure.getCounted();
        return new CheckpointMark(
                counted.getId(),
                counted.getStep(),
                figure.getStart().toEpochMilli(),
                finite(counted.getPrequential().getLoss()),
                counted.getPrequential().getAgreement());
    }

    private static Decision decision(Deployment decision) {
        DeployedCheckpoint checkpoint = decision.getCheckpoint();
        return new Decision(
                decision.getId(),
                decision.getDecidedAt().toEpochMilli(),
                decision.getAction().name(),
                checkpoint == null ? null : checkpoint.getId(),
                checkpoint == null ? null : checkpoint.getStep(),
                decision.getDecider().name(),
                decision.getReason(),
                comparisons(decision.getEvidence()));
    }

    private static List<Comparison> comparisons(@Nullable Evidence evidence) {
        return evidence == null
                ? List.of()
                : evidence.getComparisons().stream()
                        .map(compared -> new Comparison(
                                compared.getPrompts().name(),
                                compared.getMeasure().name(),
                                compared.getPairs(),
                                compared.getLive(),
                                compared.getCandidate(),
                                compared.getWorse(),
                                compared.getBound(),
                                compared.getMargin(),
                                compared.getPassed()))
                        .toList();
    }
}
