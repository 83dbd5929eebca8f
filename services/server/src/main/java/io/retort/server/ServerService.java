package io.retort.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.http.ReadinessCheck;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.lifecycle.Closer;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.lifecycle.Service;
import io.retort.platform.lifecycle.ServiceLifecycle;
import io.retort.platform.lifecycle.ServiceState;
import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import io.retort.schemas.topic.TopicNames;
import io.retort.server.batch.TextBatcher;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.server.http.ApiServer;
import io.retort.server.http.Tokens;
import io.retort.server.live.DeploymentFollower;
import io.retort.server.live.LiveMetrics;
import io.retort.server.live.LiveStudents;
import io.retort.server.live.Swapper;
import io.retort.server.model.CheckpointLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what the decisions say is live. Asked to stop, it is first no longer ready and goes on answering for a while, then
 * refuses connections, finishes what it has begun, and ends.
 */
public final class ServerService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(ServerService.class);

    /** Longest from being asked to stop until requests are finished; what has no end by then gets none. */
    private static final Duration FINISH = Duration.ofSeconds(23);

    private final ServerSettings settings;
    private final Time time = Time.system();
    private final Progress progress = new Progress(time);
    private final ServiceLifecycle lifecycle = new ServiceLifecycle("server");
    private final Closer closer = new Closer(Duration.ofSeconds(10));
    private final LiveStudents students;
    private final Swapper swapper;
    private final DeploymentFollower follower;
    private final ApiServer api;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    /** @throws IOException if the file of tokens cannot be read */
    public ServerService(ServerSettings settings, KafkaClients clients, TopicNames topics, MeterRegistry meters)
            throws IOException {
        this(
                settings,
                clients,
                topics,
                meters,
                CheckpointLoader.standard(
                        new CheckpointFetcher(settings.checkpoints()), settings.generation(), meters));
    }

    ServerService(
            ServerSettings settings,
            KafkaClients clients,
            TopicNames topics,
            MeterRegistry meters,
            CheckpointLoader loader)
            throws IOException {
        this.settings = settings;
        Tokens tokens =
                settings.tokens().isPresent() ? Tokens.of(settings.tokens().get()) : Tokens.none();
        Backoff backoff = new Backoff(settings.retry().first(), settings.retry().cap(), new SplittableRandom());
        LiveMetrics metrics = new LiveMetrics(meters);
        students = closer.register("students", new LiveStudents(settings.students(), metrics));
        swapper = closer.register("swapper", new Swapper(students, loader, backoff, metrics));
        TextBatcher batcher = closer.register("batcher", new TextBatcher(settings.batch(), meters));
        DeploymentLog log = closer.register("deployments", new DeploymentLog(clients, topics));
        follower = new DeploymentFollower(log, students, backoff, progress, time);
        api = closer.register(
                "api", new ApiServer(students, batcher, tokens, settings.limits(), settings.generation(), meters));
        if (!tokens.areRequired()) {
            LOG.atWarn()
                    .addKeyValue("address", settings.address())
                    .log("No file of tokens is configured: whoever reaches the API is answered");
        }
    }

    @Override
    public String name() {
        return "server";
    }

    /** The heartbeat of the loop that follows the decisions. */
    public Progress progress() {
        return progress;
    }

    /** Whether what was promoted is served. */
    public ReadinessCheck readiness() {
        return new LiveCheck(follower, students);
    }

    /** Where the API answers, once it does. */
    public Future<URI> address() {
        return address;
    }

    /**
     * Serves until it is stopped.
     *
     * @throws UncheckedIOException if the API's address cannot be listened on
     */
    @Override
    public void run() {
        lifecycle.run(this::serve);
    }

    @Override
    public void stop() {
        lifecycle.tryBecome(ServiceState.STOPPING);
        follower.stop();
    }

    @Override
    public ServiceState state() {
        return lifecycle.state();
    }

    @Override
    public void close() {
        closer.close();
    }

    private void serve() {
        try {
            address.complete(api.start(settings.address(), settings.port()));
        } catch (IOException e) {
            address.completeExceptionally(e);
            throw new UncheckedIOException(e);
        }
        swapper.start();
        lifecycle.tryBecome(ServiceState.RUNNING);
        follower.run();
        drain();
    }

    private void drain() {
        api.startDraining();
        try {
            time.sleep(settings.drainDelay());
            api.refuseConnections();
            api.awaitIdle(time, FINISH.minus(settings.drainDelay()));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
