package io.retort.server.gate;

import io.retort.learning.student.Example;
import io.retort.platform.deployment.Announced;
import io.retort.platform.deployment.AnnouncementLog;
import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.lifecycle.Closer;
import io.retort.platform.time.Time;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.EvidenceSource;
import io.retort.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gate on one set of clients, from what the topics say. Used by one thread. */
final class GateSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GateSession.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration ASK = Duration.ofSeconds(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final GateSettings settings;
    private final Time time;
    private final GateFigures figures;
    private final Optional<EvaluationFile> evaluation;
    private final GateRule rule;
    private final Closer closer = new Closer(CLOSE_LIMIT);
    private final DecisionHistory history;
    private final DeploymentLog deployments;
    private final AnnouncementLog announcements;
    private final UnseenLabels labels;
    private final GateDecisions decisions;
    private final JudgedStudents students;
    private final Obstacle obstacle;
    private @Nullable Consideration considered;

    GateSession(GateParts parts, Optional<EvaluationFile> evaluation, GateFigures figures) {
        this.settings = parts.settings();
        this.time = parts.time();
        this.figures = figures;
        this.evaluation = evaluation;
        this.rule = new GateRule(settings);
        this.history = new DecisionHistory(settings.student());
        this.students = closer.register(
                "students", new JudgedStudents(settings.student(), parts.fetcher(), settings.threads()));
        this.obstacle = new Obstacle(settings.student(), time);
        this.deployments = closer.register(
                "deployments consumer", new DeploymentLog(parts.clients(), parts.topics(), history::take));
        this.announcements = closer.register(
                "checkpoints consumer", new AnnouncementLog(parts.clients(), parts.topics(), settings.student()));
        this.labels = closer.register(
                "labels consumer",
                new UnseenLabels(
                        parts.clients().consumer(Map.of()), parts.topics().of(Topic.SOFT_LABELS), settings.window()));
        this.decisions = closer.register("decisions", new GateDecisions(parts, deployments, figures));
    }

    /**
     * Takes what was decided and announced before, as far as it comes within a time.
     *
     * @return whether that was all; else the next call goes on from there
     */
    boolean catchUp() {
        try {
            deployments.catchUp(ASK);
            announcements.catchUp(ASK);
            return true;
        } catch (TimeoutException e) {
            LOG.atWarn()
                    .addKeyValue("student", settings.student())
                    .addKeyValue("reason", e.getMessage())
                    .log("what was decided before is not all known yet; reading on");
            return false;
        }
    }

    /** Takes what has come, and goes one step on with the candidate, if there is one. */
    void turn() {
        deployments.poll(Duration.ZERO);
        announcements.poll(considered == null || obstacle.isTooEarlyToTryAgain() ? POLL : Duration.ZERO);
        StudentDeployment deployed = deployments.of(settings.student());
        try {
            if (deployed.held()) {
                consider(Optional.empty());
            } else {
                advance(deployed);
            }
            obstacle.isGone();
        } catch (UnjudgeableException e) {
            obstacle.isMet(e.getMessage());
        }
        show(deployed);
    }

    @Override
    public void close() {
        closer.close();
    }

    private void advance(StudentDeployment deployed) {
        if (obstacle.isTooEarlyToTryAgain()) {
            return;
        }
        dropWhatIsOver();
        Optional<Announced> newest = Candidates.newest(announcements.standing(), deployed, history);
        Consideration before = considered;
        if (before == null || before.hasWaited(settings.patience()) && isOther(newest, before)) {
            consider(newest);
        }
        if (considered != null) {
            judge(considered, deployed);
        }
    }

    private static boolean isOther(Optional<Announced> newest, Consideration than) {
        return newest.isPresent() && !newest.get().id().equals(than.id());
    }

    /** A candidate that was decided on, by whomever, or retired. */
    private void dropWhatIsOver() {
        if (considered == null) {
            return;
        }
        Announced candidate = considered.announced();
        if (candidate.offset() <= history.frontier()) {
            consider(Optional.empty());
        } else if (announcements.find(candidate.id()).isEmpty()) {
            figures.abandoned();
            LOG.atWarn()
                    .addKeyValue("student", settings.student())
                    .addKeyValue("checkpoint", candidate.id())
                    .addKeyValue("labels", labels.gathered())
                    .addKeyValue("window", settings.window())
                    .log("a candidate was retired before its window was full; let the trainer keep more checkpoints or"
                            + " write fewer, or judge on fewer labels");
            consider(Optional.empty());
        }
    }

    private void consider(Optional<Announced> candidate) {
        if (considered != null) {
            if (candidate.isPresent()) {
                figures.abandoned();
            }
            labels.end();
            considered = null;
        }
        keepNeeded(candidate.map(Announced::id));
        if (candidate.isPresent()) {
            JudgedStudent student = students.of(candidate.get().toDeployed());
            labels.begin(candidate.get().checkpoint(), student);
            considered = new Consideration(candidate.get(), student, time);
        }
    }

    private void judge(Consideration candidate, StudentDeployment deployed) {
        Optional<DeployedCheckpoint> live = deployed.live();
        if (live.isEmpty()) {
            decide(candidate, deployed, new GateDecisions.Decision(true, "nothing is served yet", Optional.empty()));
            return;
        }
        JudgedStudent served = students.of(live.get());
        if (labels.gather(POLL)) {
            List<Pairs> evidence = new ArrayList<>();
            evidence.add(pairs(EvidenceSource.STREAM, served, candidate.student(), labels.examples()));
            evaluation.ifPresent(file -> evidence.add(
                    pairs(EvidenceSource.FILE, served, candidate.student(), file.examples(candidate.student()))));
            Verdict verdict =
                    rule.judge(live.get().getId(), evidence, history.reference(deployed.lives(), settings.memory()));
            decide(candidate, deployed, GateDecisions.Decision.of(verdict, verdict.reason()));
        } else if (evaluation.isPresent() && candidate.hasWaited(settings.patience())) {
            List<Example> prompts = evaluation.get().examples(candidate.student());
            Pairs pairs = pairs(EvidenceSource.FILE, served, candidate.student(), prompts);
            Verdict verdict = rule.judge(live.get().getId(), List.of(pairs), Optional.empty());
            String alone = "by the evaluation prompts alone, as only " + labels.gathered() + " of " + settings.window()
                    + " new labels came: ";
            decide(candidate, deployed, GateDecisions.Decision.of(verdict, alone + verdict.reason()));
        }
    }

    private static Pairs pairs(
            EvidenceSource source, JudgedStudent live, JudgedStudent candidate, List<Example> prompts) {
        return new Pairs(source, live.scores(prompts), candidate.scores(prompts));
    }

    private void decide(Consideration candidate, StudentDeployment deployed, GateDecisions.Decision decision) {
        announcements.catchUp(ASK);
        if (announcements.find(candidate.id()).isEmpty()) {
            return; // retired while it was judged
        }
        decisions.decide(candidate.announced(), deployed, decision);
        dropWhatIsOver();
        keepNeeded(Optional.ofNullable(considered).map(Consideration::id));
    }

    private void keepNeeded(Optional<String> candidate) {
        Optional<String> live = deployments.of(settings.student()).live().map(DeployedCheckpoint::getId);
        students.keepOnly(Stream.concat(live.stream(), candidate.stream()).collect(Collectors.toSet()));
    }

    private void show(StudentDeployment deployed) {
        figures.show(new GateFigures.View(
                deployed.live().map(DeployedCheckpoint::getId).orElse(null),
                considered == null ? null : considered.id(),
                labels.gathered(),
                settings.window(),
                deployed.held(),
                obstacle.reason().orElse(null)));
    }
}
