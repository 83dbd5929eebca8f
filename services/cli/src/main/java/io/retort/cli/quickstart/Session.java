package io.retort.cli.quickstart;

import io.micrometer.core.instrument.MeterRegistry;
import io.retort.cli.CommandFailed;
import io.retort.cli.service.Services;
import io.retort.cli.settings.Configuration;
import io.retort.cli.topics.GroupBacklog;
import io.retort.producer.ProducerService;
import io.retort.schemas.topic.Topic;
import io.retort.teacher.Teacher;
import io.retort.teacher.TeacherService;
import io.retort.teacher.TeacherSettings;
import io.retort.trainer.TrainerService;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Producer, teacher and trainer at work, from the stream's beginning to its end, and what serves beside them. */
final class Session implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(200);

    /**
     * How it ended.
     *
     * @param figures at the end
     * @param labellingSeconds from the start of the services to the last label
     * @param complete whether all of the stream was labelled and learned from
     */
    record End(Figures figures, double labellingSeconds, boolean complete) {}

    private final ProducerService producer;
    private final TeacherService teacher;
    private final TrainerService trainer;
    private final Meters meters;
    private final Optional<Serving> serving;
    private final GroupBacklog unlabelled;
    private final GroupBacklog unlearned;

    /**
     * @param mostWaiting prompts in the topic that have no label yet
     * @param serving what serves beside it, if anything does
     */
    Session(
            Configuration configuration,
            Services services,
            Stream stream,
            Teacher teacher,
            long mostWaiting,
            MeterRegistry registry,
            Optional<Serving> serving)
            throws IOException {
        this.producer =
                services.producer(new UnhurriedSource(stream.source(), mostWaiting, () -> Meters.answered(registry)));
        this.teacher = services.teacher(teacher);
        this.trainer = services.trainer();
        this.meters = new Meters(registry, producer, trainer);
        this.serving = serving;
        var clients = configuration.clients("quickstart");
        this.unlabelled = new GroupBacklog(
                clients,
                TeacherSettings.groupId(
                        configuration.topics(), teacher.identity().getId()),
                configuration.topics().of(Topic.PROMPTS));
        this.unlearned = new GroupBacklog(
                clients,
                configuration.trainer().groupId(configuration.topics()),
                configuration.topics().of(Topic.SOFT_LABELS));
    }

    /** @throws Exception the first failure of a service, after all have been stopped */
    End run(ProgressDisplay display, StopFlag stop) throws Exception {
        double labellingSeconds;
        boolean complete;
        try (Crew crew = new Crew()) {
            if (serving.isPresent()) {
                serving.get().start(crew);
            }
            crew.start(trainer);
            crew.start(teacher);
            crew.start(producer);
            complete = await(() -> crew.isDone(producer), crew, display, stop)
                    && await(unlabelled::isEmpty, crew, display, stop);
            crew.finish(producer);
            crew.finish(teacher);
            labellingSeconds = meters.read().elapsed().toNanos() / 1e9;
            complete = complete && await(unlearned::isEmpty, crew, display, stop);
            crew.finish(trainer);
            requireNoFailure(crew);
        }
        Figures figures = meters.read();
        display.finish(figures);
        return new End(figures, labellingSeconds, complete);
    }

    @Override
    public void close() {
        serving.ifPresent(Serving::close);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Shows the progress until a condition holds; false if the user wanted it to end before. */
    private boolean await(Condition condition, Crew crew, ProgressDisplay display, StopFlag stop) throws Exception {
        while (!stop.isRaisedWithin(REDRAW)) {
            requireNoFailure(crew);
            display.show(meters.read());
            if (condition.holds()) {
                return true;
            }
        }
        return false;
    }

    private static void requireNoFailure(Crew crew) throws Exception {
        Optional<Throwable> failure = crew.failure();
        if (failure.isPresent()) {
            if (failure.get() instanceof Exception e) {
                throw e;
            }
            throw new CommandFailed("a service failed: " + failure.get(), failure.get());
        }
    }
}
