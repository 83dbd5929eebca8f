package io.retort.teacher;

import io.micrometer.core.instrument.MeterRegistry;
import io.retort.platform.kafka.DeadLetters;
import io.retort.platform.kafka.GroupMembership;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.Stage;
import io.retort.platform.kafka.TransactionSettings;
import io.retort.platform.kafka.TransformLoop;
import io.retort.platform.kafka.TransformLoopSettings;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.lifecycle.Service;
import io.retort.platform.lifecycle.ServiceLifecycle;
import io.retort.platform.lifecycle.ServiceState;
import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.SplittableRandom;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Labels the prompts topic: looks at its topics, announces its label space, then labels until it is stopped or, if the
 * settings say so, the prompts have ended. Each prompt gives one record, a label or a dead letter, counting exactly once.
 */
public final class TeacherService implements Service {

    private static final Logger log = LoggerFactory.getLogger(TeacherService.class);

    private final Teacher teacher;
    private final TeacherSettings settings;
    private final TopicPreparation preparation;
    private final TransformLoop loop;
    private final Time time = Time.system();
    /** As far as the loop, which has its own. */
    private final ServiceLifecycle beginning;

    /**
     * @param teacher is not closed with the service
     * @param meters where the teacher's and the loop's figures go
     */
    public TeacherService(
            Teacher teacher, TeacherSettings settings, KafkaClients clients, TopicNames names, MeterRegistry meters) {
        this.teacher = teacher;
        this.settings = settings;
        preparation = new TopicPreparation(clients, names, time::now);
        var maker = new SoftLabelMaker(teacher, settings.grantId(), time::now);
        var transformer =
                new PromptTransformer(teacher, maker, names.of(Topic.SOFT_LABELS), new TeacherMetrics(meters));
        loop = new TransformLoop(clients, loopSettings(names), new DeadLetters(names), transformer, meters);
        beginning = new ServiceLifecycle(name() + "-" + settings.instance());
    }

    @Override
    public String name() {
        return "teacher";
    }

    /** The loop's heartbeat. */
    public Progress progress() {
        return loop.progress();
    }

    /**
     * Labels. A broker that is away is waited for, also at the start.
     *
     * @throws UnfitTopicsException if a topic is missing or not as it has to be
     * @throws io.retort.platform.kafka.FencedException if another instance of the same name has taken over
     */
    @Override
    public void run() {
        beginning.become(ServiceState.STARTING);
        try {
            prepare();
            beginning.become(ServiceState.RUNNING);
        } catch (RuntimeException | Error e) {
            beginning.become(ServiceState.FAILED);
            throw e;
        }
        loop.run();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public ServiceState state() {
        ServiceState state = beginning.state();
        return state == ServiceState.RUNNING ? loop.state() : state;
    }

    @Override
    public void close() {
        loop.close();
    }

    private void prepare() {
        Backoff backoff = new Backoff(settings.retry().first(), settings.retry().cap(), new SplittableRandom());
        for (int failures = 1; loop.state() != ServiceState.STOPPING; failures++) {
            try {
                preparation.check();
                preparation.announce(teacher.labelSpace());
                return;
            } catch (RetriableException e) {
                log.atWarn().addKeyValue("reason", e.toString()).log("The broker cannot be asked yet; trying again");
                pause(backoff.delay(failures));
            }
        }
    }

    private void pause(Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private TransformLoopSettings loopSettings(TopicNames names) {
        return new TransformLoopSettings(
                Stage.TEACHER,
                names.of(Topic.PROMPTS),
                new GroupMembership(
                        TeacherSettings.groupId(names, teacher.identity().getId()),
                        settings.instance(),
                        settings.sessionTimeout()),
                new TransactionSettings(settings.transactionalId(names)),
                settings.batch().limits(),
                settings.retry(),
                Topic.SOFT_LABELS.maxMessageBytes(),
                settings.untilIdle());
    }
}
