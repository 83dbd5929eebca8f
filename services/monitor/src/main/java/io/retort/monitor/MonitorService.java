package io.retort.monitor;

import io.micrometer.core.instrument.MeterRegistry;
import io.retort.monitor.ask.AskedModels;
import io.retort.monitor.follow.ClusterWatch;
import io.retort.monitor.follow.TopicFollower;
import io.retort.monitor.http.MonitorServer;
import io.retort.monitor.http.StateBoard;
import io.retort.monitor.metrics.MonitorMetrics;
import io.retort.monitor.state.ClusterView;
import io.retort.monitor.state.Groups;
import io.retort.monitor.state.MonitorState;
import io.retort.monitor.state.StateMaker;
import io.retort.monitor.state.StudentState;
import io.retort.monitor.state.TeacherState;
import io.retort.monitor.stream.MonitorTopology;
import io.retort.monitor.stream.StreamsRun;
import io.retort.platform.http.ReadinessCheck;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.platform.lifecycle.Closer;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.lifecycle.Service;
import io.retort.platform.lifecycle.ServiceLifecycle;
import io.retort.platform.lifecycle.ServiceState;
import io.retort.platform.time.Time;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicCatalogue;
import io.retort.schemas.topic.TopicNames;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An instance of the monitor: counts its share of the stream, follows the figures of all instances, and serves the page. The page
 * is there from the start, and stays while the broker is away.
 */
public final class MonitorService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(MonitorService.class);
    private static final String NOT_STARTED = "NOT_STARTED";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REFRESH = Duration.ofSeconds(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final MonitorSettings settings;
    private final KafkaSettings kafka;
    private final KafkaClients clients;
    private final TopicNames names;
    private final Groups groups;
    private final MonitorMetrics metrics;
    private final StateMaker maker;
    private final StateBoard board;
    private final Time time = Time.system();
    private final Progress progress = new Progress(time);
    private final ServiceLifecycle lifecycle = new ServiceLifecycle("monitor");
    private final Closer closer = new Closer(CLOSE_LIMIT);
    private final MonitorServer server;
    private final Admin admin;
    private @Nullable StreamsRun streams;
    private @Nullable TopicFollower follower;

    /**
     * Opens the page. It shows nothing yet, but is there.
     *
     * @param models whom the page may ask; stay the caller's to close
     * @throws java.io.UncheckedIOException if the page's address cannot be listened on
     */
    public MonitorService(
            MonitorSettings settings, KafkaSettings kafka, TopicNames names, AskedModels models, MeterRegistry meters) {
        this.settings = settings;
        this.kafka = kafka;
        this.names = names;
        this.clients = new KafkaClients(kafka, "retort-monitor");
        this.groups = new Groups(names);
        this.metrics = new MonitorMetrics(meters, settings.window());
        this.maker = new StateMaker(settings, groups, models.isAny());
        long now = time.now().toEpochMilli();
        this.board = new StateBoard(maker.make(now, new ClusterView(false, now, 0, Map.of()), NOT_STARTED, null));
        this.admin = closer.register("admin", clients.admin());
        this.server = closer.register("server", openPage(models));
    }

    private MonitorServer openPage(AskedModels models) {
        try {
            return MonitorServer.start(settings.address(), settings.port(), board, models);
        } catch (RuntimeException e) {
            closer.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "monitor";
    }

    /** Where the page is. */
    public URI address() {
        return server.address();
    }

    /** The heartbeat of its loop. */
    public Progress progress() {
        return progress;
    }

    /** Whether it counts its share of the stream. */
    public ReadinessCheck readiness() {
        return new CountingCheck(board);
    }

    /** Counts and follows until it is stopped. A broker that is away, or topics that are not there yet, are waited for. */
    @Override
    public void run() {
        lifecycle.run(this::work);
    }

    private void work() {
        try (ClusterWatch watch = ClusterWatch.start(admin, groups.ofMonitor(), this::topicsByGroup, time)) {
            lifecycle.tryBecome(ServiceState.RUNNING);
            long refreshed = time.nanos() - REFRESH.toNanos();
            while (state() != ServiceState.STOPPING) {
                progress.beat();
                turn(watch.view());
                if (time.since(refreshed).compareTo(REFRESH) >= 0) {
                    refreshed = time.nanos();
                    refresh(watch.view());
                }
            }
        } finally {
            close();
        }
    }

    @Override
    public void stop() {
        lifecycle.tryBecome(ServiceState.STOPPING);
    }

    @Override
    public ServiceState state() {
        return lifecycle.state();
    }

    @Override
    public void close() {
        closer.close();
    }

    private void turn(ClusterView cluster) {
        TopicFollower following = follower;
        if (following != null) {
            following.poll(POLL);
        } else {
            if (cluster.reachable()) {
                begin();
            }
            pause(POLL);
        }
    }

    private void begin() {
        try {
            if (!TopicCatalogue.validate(admin, names).isEmpty()) {
                return; // 'retort topics create' is still to come
            }
            if (streams == null) {
                streams = closer.register(
                        "streams",
                        StreamsRun.start(
                                kafka,
                                groups.ofMonitor(),
                                MonitorTopology.of(names, settings.windows(), metrics::unreadable)));
            }
            follower = closer.register(
                    "follower", TopicFollower.start(clients, names, historyStart(), settings.textsShown()));
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("reason", e.toString()).log("The topics cannot be followed yet; trying again");
        }
    }

    private void refresh(ClusterView cluster) {
        TopicFollower following = follower;
        if (following != null) {
            following.history().forgetBefore(historyStart());
        }
        StreamsRun counting = streams;
        MonitorState state = maker.make(
                time.now().toEpochMilli(), cluster, counting == null ? NOT_STARTED : counting.state(), following);
        board.publish(state);
        metrics.show(state, counting == null ? 0 : counting.dropped());
    }

    private long historyStart() {
        return time.now().minus(settings.history()).toEpochMilli();
    }

    private Map<String, String> topicsByGroup() {
        MonitorState known = board.state();
        Map<String, String> topics = new HashMap<>();
        known.teachers().stream()
                .map(TeacherState::id)
                .forEach(id -> topics.put(groups.ofTeacher(id), names.of(Topic.PROMPTS)));
        known.students().stream()
                .map(StudentState::name)
                .forEach(student -> topics.put(groups.ofStudent(student), names.of(Topic.SOFT_LABELS)));
        return topics;
    }

    private void pause(Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
