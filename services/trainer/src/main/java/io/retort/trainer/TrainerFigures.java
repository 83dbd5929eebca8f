package io.retort.trainer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.PrequentialWindow;
import io.retort.schemas.record.TokenScores;
import io.retort.trainer.learner.LearnedStep;
import io.retort.trainer.learner.Learner;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What a trainer shows of itself: as metrics, and as one consistent view for whoever draws it. Written by one thread. */
public final class TrainerFigures {

    /**
     * A trainer at one moment.
     *
     * @param state what it is doing
     * @param step training steps since the first student
     * @param labels learned from since the first student
     * @param positions in those
     * @param refused labels since the first student
     * @param prequential figures over the newest labels, each from before it was learned from
     * @param checkpoints announced by this process
     * @param newest the newest announced checkpoint; null before the first
     * @param lag committed labels that are in no step
     */
    public record View(
            TrainerState state,
            long step,
            long labels,
            long positions,
            long refused,
            PrequentialWindow prequential,
            long checkpoints,
            @Nullable Checkpoint newest,
            long lag) {}

    private static final PrequentialWindow NONE = new PrequentialWindow(0L, 0.0, 0.0, 0.0, 0L, null);

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter steps;
    private final Counter labels;
    private final Counter positions;
    private final Counter checkpoints;
    private final Counter checkpointFailures;
    private volatile View view = new View(TrainerState.NEW, 0, 0, 0, 0, NONE, 0, null, 0);
    private volatile @Nullable String checkpointFailure;

    public TrainerFigures(MeterRegistry registry, String student) {
        this.registry = registry;
        this.tags = Tags.of(Tag.of("student", student));
        this.steps = counter("retort.trainer.steps", "training steps done by this process, repeated ones left out");
        this.labels = counter("retort.trainer.labels", "labels learned from by this process, repeated ones left out");
        this.positions = counter("retort.trainer.positions", "distributions in those labels, one a class or a token");
        this.checkpoints = counter("retort.trainer.checkpoints", "checkpoints announced");
        this.checkpointFailures =
                counter("retort.trainer.checkpoint.failures", "checkpoints that could not be written");
        gauge("retort.trainer.step", "training steps since the first student", View::step);
        gauge("retort.trainer.lag", "committed labels that are in no step", View::lag);
        gauge("retort.trainer.prequential.loss", "nats a position", at -> at.prequential()
                .getLoss());
        gauge("retort.trainer.prequential.agreement", "from 0 to 1", at -> at.prequential()
                .getAgreement());
        gauge("retort.trainer.prequential.repeats", "from 0 to 1", at -> at.prequential()
                .getRepeats());
    }

    public View view() {
        return view;
    }

    /** Why the newest try at a checkpoint failed, until one succeeds. */
    public Optional<String> checkpointFailure() {
        return Optional.ofNullable(checkpointFailure);
    }

    /** @throws IllegalStateException if the state may not follow the present one */
    public void state(TrainerState state) {
        View at = view;
        if (!at.state().canBecome(state)) {
            throw new IllegalStateException("a trainer that is " + at.state() + " cannot become " + state);
        }
        view = new View(
                state,
                at.step(),
                at.labels(),
                at.positions(),
                at.refused(),
                at.prequential(),
                at.checkpoints(),
                at.newest(),
                at.lag());
    }

    /** Shows a client's own figures beside these, until they are closed. */
    public void show(MeterBinder client) {
        client.bindTo(registry);
    }

    /** Takes over where a restore has brought the learner. */
    public void restored(Learner learner, @Nullable Checkpoint newest) {
        if (learner.description().labelSpace().getKind() == LabelSpaceKind.VOCABULARY) {
            showTokens();
        }
        show(learner, newest, view.lag());
    }

    public void stepped(LearnedStep step, Learner learner, long lag) {
        steps.increment();
        labels.increment(step.body().getLearned());
        positions.increment(step.body().getPositions());
        step.refused().forEach(refused -> registry.counter(
                        "retort.trainer.refused",
                        tags.and("reason", refused.verdict().reason()))
                .increment());
        show(learner, view.newest(), lag);
    }

    public void lag(long lag) {
        View at = view;
        view = new View(
                at.state(),
                at.step(),
                at.labels(),
                at.positions(),
                at.refused(),
                at.prequential(),
                at.checkpoints(),
                at.newest(),
                lag);
    }

    public void announced(Checkpoint checkpoint) {
        checkpoints.increment();
        checkpointFailure = null;
        View at = view;
        view = new View(
                at.state(),
                at.step(),
                at.labels(),
                at.positions(),
                at.refused(),
                at.prequential(),
                at.checkpoints() + 1,
                checkpoint,
                at.lag());
    }

    public void checkpointFailed(String reason) {
        checkpointFailures.increment();
        checkpointFailure = reason;
    }

    private void show(Learner learner, @Nullable Checkpoint newest, long lag) {
        view = new View(
                view.state(),
                learner.step(),
                learner.totals().labels(),
                learner.totals().positions(),
                learner.totals().refused(),
                learner.prequential(),
                view.checkpoints(),
                newest,
                lag);
    }

    /** Figures that mean nothing for classes, and are not there for them. NaN before the first label. */
    private void showTokens() {
        gauge(
                "retort.trainer.prequential.cross.entropy",
                "nats a token",
                at -> tokens(at, TokenScores::getCrossEntropy));
        gauge("retort.trainer.prequential.acceptance", "from 0 to 1", at -> tokens(at, TokenScores::getAcceptance));
    }

    private static double tokens(View at, ToDoubleFunction<TokenScores> figure) {
        TokenScores tokens = at.prequential().getTokens();
        return tokens == null ? Double.NaN : figure.applyAsDouble(tokens);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<View> figure) {
        Gauge.builder(name, this, figures -> figure.applyAsDouble(figures.view()))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
