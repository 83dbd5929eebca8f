package io.retort.cli.quickstart;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.retort.cli.quickstart.Figures.TokenFigures;
import io.retort.platform.kafka.Stage;
import io.retort.producer.ProducerService;
import io.retort.schemas.record.TokenScores;
import io.retort.trainer.TrainerFigures;
import io.retort.trainer.TrainerService;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Gathers the services' own counters. For use by one thread. */
final class Meters {

    private static final Duration RATE_OVER = Duration.ofSeconds(5);

    /** One counter for each outcome. */
    private static final String ANSWERED = "retort.transform.records";

    private final MeterRegistry registry;
    private final ProducerService producer;
    private final TrainerService trainer;
    private final long started = System.nanoTime();
    private final RecentPace labelPace = new RecentPace(RATE_OVER);
    private final RecentPace tokenPace = new RecentPace(RATE_OVER);

    Meters(MeterRegistry registry, ProducerService producer, TrainerService trainer) {
        this.registry = registry;
        this.producer = producer;
        this.trainer = trainer;
    }

    Figures read() {
        TrainerFigures.View view = trainer.figures().view();
        long labels = count(ANSWERED, "outcome", "transformed");
        return new Figures(
                Duration.ofNanos(System.nanoTime() - started),
                producer.figures().prompts(),
                labels,
                labelPace.of(labels),
                producer.figures().refused() + count(ANSWERED, "outcome", "refused") + refusedByTrainer(),
                view.state().name().toLowerCase(Locale.ROOT),
                view.step(),
                view.prequential().getLoss(),
                view.prequential().getAgreement(),
                Optional.ofNullable(view.prequential().getTokens()).map(this::tokens),
                view.lag(),
                view.checkpoints(),
                view.newest() == null ? "" : view.newest().getId());
    }

    /** Records that were labelled, or refused by the producer or the teacher. May be asked by any thread. */
    static long answered(MeterRegistry registry) {
        return sum(registry.find(ANSWERED).counters())
                + sum(registry.find("retort.dead.letters")
                        .tag("stage", Stage.PRODUCER.label())
                        .counters());
    }

    private long refusedByTrainer() {
        return sum(registry.find("retort.trainer.refused").counters());
    }

    private long count(String meter, String tag, String value) {
        return sum(registry.find(meter).tag(tag, value).counters());
    }

    private static long sum(Collection<Counter> counters) {
        return (long) counters.stream().mapToDouble(Counter::count).sum();
    }

    private TokenFigures tokens(TokenScores scores) {
        long learned = sum(registry.find("retort.trainer.positions").counters());
        return new TokenFigures(learned, tokenPace.of(learned), scores.getCrossEntropy(), scores.getAcceptance());
    }
}
