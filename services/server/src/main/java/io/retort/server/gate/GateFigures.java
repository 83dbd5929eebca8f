package io.retort.server.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a gate shows of itself: as metrics, and as one consistent view. Written by one thread. */
public final class GateFigures {

    /**
     * A gate at one moment.
     *
     * @param live id of the checkpoint that is served; null before the first
     * @param candidate id of the one that is judged; null where there is none
     * @param gathered labels of its window that have come
     * @param window labels wanted
     * @param held whether a person holds it
     * @param blocked what keeps it from judging, for a person; null if nothing does
     */
    public record View(
            @Nullable String live,
            @Nullable String candidate,
            int gathered,
            int window,
            boolean held,
            @Nullable String blocked) {}

    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer decision;
    private final Counter abandoned;
    private volatile View view;

    GateFigures(MeterRegistry registry, GateSettings settings) {
        this.registry = registry;
        this.tags = Tags.of(Tag.of("student", settings.student()));
        this.view = new View(null, null, 0, settings.window(), false, null);
        this.decision = Timer.builder("retort.gate.decision")
                .description("from a checkpoint's files being written to the decision on it")
                .tags(tags)
                .register(registry);
        this.abandoned = Counter.builder("retort.gate.abandoned")
                .description("candidates that were retired or overtaken by newer ones before they could be judged")
                .tags(tags)
                .register(registry);
        for (DeploymentAction action : new DeploymentAction[] {DeploymentAction.PROMOTE, DeploymentAction.REFUSE}) {
            decisions(action);
        }
        Gauge.builder("retort.gate.window.labels", this, figures -> figures.view()
                        .gathered())
                .description("labels at hand that the candidate has not learned")
                .tags(tags)
                .register(registry);
        Gauge.builder("retort.gate.window.size", this, figures -> figures.view().window())
                .description("labels a candidate is judged on")
                .tags(tags)
                .register(registry);
        Gauge.builder("retort.gate.held", this, figures -> figures.view().held() ? 1 : 0)
                .description("1 while a person holds the gate")
                .tags(tags)
                .register(registry);
    }

    public View view() {
        return view;
    }

    /** What keeps the gate from judging, if anything does. */
    public Optional<String> blocked() {
        return Optional.ofNullable(view.blocked());
    }

    void show(View now) {
        view = now;
    }

    void decided(Deployment made) {
        decisions(made.getAction()).increment();
        Instant written = Objects.requireNonNull(made.getCheckpoint()).getWrittenAt();
        Duration took = Duration.between(written, made.getDecidedAt());
        decision.record(took.isNegative() ? Duration.ZERO : took);
    }

    void abandoned() {
        abandoned.increment();
    }

    private Counter decisions(DeploymentAction action) {
        return Counter.builder("retort.gate.decisions")
                .description("decisions of this process that count")
                .tags(tags.and("action", action.name().toLowerCase(Locale.ROOT)))
                .register(registry);
    }
}
