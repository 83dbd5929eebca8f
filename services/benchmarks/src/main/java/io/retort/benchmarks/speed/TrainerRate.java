package io.retort.benchmarks.speed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.benchmarks.Cluster;
import io.retort.benchmarks.Rate;
import io.retort.benchmarks.Stopwatch;
import io.retort.benchmarks.TemporaryDirectory;
import io.retort.learning.classifier.TextClassifierFactory;
import io.retort.learning.classifier.TextClassifierSettings;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.time.Time;
import io.retort.schemas.topic.TopicNames;
import io.retort.trainer.TrainerFigures;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.TrainerService;
import io.retort.trainer.settings.RehearsalSettings;
import io.retort.trainer.settings.TrainerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Training steps a second of the whole trainer service: labels from Kafka, journal, transactions, checkpoints. */
final class TrainerRate {

    private static final int WARM_UP = 100;
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);

    private TrainerRate() {}

    /** @param steps that the labels in the topic are enough for, more than the {@value #WARM_UP} before it measures */
    static Rate of(Cluster cluster, TopicNames names, RehearsalSettings rehearsal, int steps)
            throws IOException, InterruptedException {
        try (TemporaryDirectory checkpoints = TemporaryDirectory.create()) {
            TrainerSettings standard = TrainerSettings.of("student-" + System.nanoTime(), checkpoints.path());
            TrainerService trainer = service(
                    cluster,
                    names,
                    new TrainerSettings(
                            standard.student(),
                            standard.checkpoints(),
                            standard.seed(),
                            standard.batch(),
                            Duration.ofSeconds(1),
                            standard.checkpoint(),
                            rehearsal,
                            Optional.empty()));
            CompletableFuture<Void> run = CompletableFuture.runAsync(trainer::run);
            TrainerFigures figures = trainer.figures();
            long first = awaitStep(figures, run, WARM_UP);
            Stopwatch stopwatch = Stopwatch.start();
            long last = awaitStep(figures, run, steps);
            Rate rate = stopwatch.rate(last - first);
            trainer.stop();
            run.join();
            return rate;
        }
    }

    private static TrainerService service(Cluster cluster, TopicNames names, TrainerSettings settings) {
        TrainerParts parts = new TrainerParts(
                settings,
                cluster.clients(),
                names,
                new TextClassifierFactory(TextClassifierSettings.defaults()),
                Optional.empty(),
                Time.system());
        return new TrainerService(parts, new SimpleMeterRegistry(), new Progress(Time.system()));
    }

    private static long awaitStep(TrainerFigures figures, CompletableFuture<Void> run, long step)
            throws InterruptedException {
        while (figures.view().step() < step) {
            if (run.isDone()) {
                run.join();
                throw new IllegalStateException("the trainer has ended before step " + step);
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        return figures.view().step();
    }
}
