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

/** Producer, teacher and trainer at work, from the stream's beginning to its end. */
final class Session {

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
    private final GroupBacklog unlabelled;
    private final GroupBacklog unlearned;

    Session(Configuration configuration, Services services, Stream stream, Teacher teacher) throws IOException {
        this.producer = services.producer(stream.source());
        this.teacher = services.teacher(teacher);
        this.trainer = services.trainer();
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
    End run(MeterRegistry registry, ProgressDisplay display, StopFlag stop) throws Exception {
        Meters meters = new Meters(registry, producer, trainer);
        double labellingSeconds;
        boolean complete;
        try (Crew crew = new Crew()) {
            crew.start(trainer);
            crew.start(teacher);
            crew.start(producer);
            complete = await(() -> crew.isDone(producer), crew, meters, display, stop)
                    && await(unlabelled::isEmpty, crew, meters, display, stop);
            crew.finish(producer);
            crew.finish(teacher);
            labellingSeconds = meters.read().elapsed().toNanos() / 1e9;
            complete = complete && await(unlearned::isEmpty, crew, meters, display, stop);
            crew.finish(trainer);
            requireNoFailure(crew);
        }
        Figures figures = meters.read();
        display.finish(figures);
        return new End(figures, labellingSeconds, complete);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Shows the progress until a condition holds; false if the user wanted it to end before. */
    private static boolean await(Condition condition, Crew crew, Meters meters, ProgressDisplay display, StopFlag stop)
            throws Exception {
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
