package io.retort.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.retry.Backoff;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.server.Decisions;
import io.retort.server.TellingCheckpoints;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.server.model.CheckpointLoader;
import io.retort.server.model.ModelLoader;
import io.retort.server.model.ServedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapperTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String STUDENT = TellingCheckpoints.STUDENT;

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Decisions decisions = new Decisions();
    private final CountedModels models = new CountedModels();
    private TellingCheckpoints checkpoints;
    private LiveStudents students;
    private Swapper swapper;

    @BeforeEach
    void open() {
        checkpoints = new TellingCheckpoints(directory.resolve("checkpoints"));
        LiveMetrics metrics = new LiveMetrics(meters);
        students = new LiveStudents(List.of(), metrics);
        CheckpointFetcher fetcher =
                new CheckpointFetcher(directory.resolve("checkpoints"), directory.resolve("temporary"));
        swapper = new Swapper(
                students,
                new CheckpointLoader(fetcher, List.of(models)),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(50), new SplittableRandom(1)),
                metrics);
        swapper.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        models.mayLoad.release(1_000);
        swapper.close();
        students.close();
        assertThat(models.open).isEmpty();
    }

    @Test
    void shouldKeepARequestOnTheWeightsItBeganWithWhileOthersGetTheNext() {
        promote(1);
        awaitLive(1);
        try (Lease begun = students.lease(STUDENT).orElseThrow()) {
            promote(2);
            awaitLive(2);

            assertThat(begun.held().checkpoint().getStep()).isEqualTo(1);
            assertThat(models.open).containsExactlyInAnyOrder(1, 2);
        }
        await().atMost(LIMIT).untilAsserted(() -> assertThat(models.open).containsExactly(2));
    }

    @Test
    void shouldLoadAThirdOnlyOnceTheFirstHasNoLeaseLeft() {
        promote(1);
        awaitLive(1);
        Lease begun = students.lease(STUDENT).orElseThrow();
        promote(2);
        awaitLive(2);

        promote(3);
        students.wake();
        students.wake();
        assertThat(models.loads).hasValue(2);
        begun.close();

        awaitLive(3);
        assertThat(models.most).hasValue(2);
    }

    @Test
    void shouldLoadTheNewestOfWhatWasDecidedWhileItLoaded() {
        models.mayLoad.drainPermits();
        promote(1);
        await().atMost(LIMIT).until(() -> models.loads.get() == 1);
        promote(2);
        promote(3);
        models.mayLoad.release(1_000);

        awaitLive(3);
        assertThat(models.loads).as("1, given up, and 3").hasValue(2);
    }

    @Test
    void shouldServeOnAndSaySoWhenWhatWasPromotedDoesNotLoad() throws IOException {
        promote(1);
        awaitLive(1);
        DeployedCheckpoint broken = checkpoints.write(2);
        Files.write(checkpoints.directory(2).resolve("config.json"), new byte[1]);
        decide(broken);

        await().atMost(LIMIT).until(() -> status().failure().isPresent());

        assertThat(status().failure().orElseThrow().checkpoint()).isEqualTo(TellingCheckpoints.idOf(2));
        assertThat(status().failure().orElseThrow().reason()).startsWith("config.json has 1 bytes");
        assertThat(liveStep()).isEqualTo(1);
        assertThat(status().isServedIfWanted()).isTrue();
        assertThat(gauge("retort.server.behind")).isEqualTo(1);
        assertThat(meters.get("retort.server.load.failures").counter().count()).isPositive();
    }

    @Test
    void shouldTryAgainWhatDidNotLoad() throws IOException {
        DeployedCheckpoint late = checkpoints.write(2);
        Path config = checkpoints.directory(2).resolve("config.json");
        Path away = checkpoints.directory(2).resolve("away");
        Files.move(config, away);
        decide(late);
        await().atMost(LIMIT).until(() -> status().failure().isPresent());
        assertThat(status().isServedIfWanted()).isFalse();

        Files.move(away, config);

        awaitLive(2);
        assertThat(status().failure()).isEmpty();
        assertThat(gauge("retort.server.behind")).isZero();
        assertThat(gauge("retort.server.live.step")).isEqualTo(2);
    }

    @Test
    void shouldForgetAFailureOnceSomethingElseIsDecided() throws IOException {
        DeployedCheckpoint first = checkpoints.write(1);
        decide(first);
        awaitLive(1);
        DeployedCheckpoint broken = checkpoints.write(2);
        Files.delete(checkpoints.directory(2).resolve("config.json"));
        decide(broken);
        await().atMost(LIMIT).until(() -> status().failure().isPresent());

        decisions.rollBack(first);
        students.want(decisions.all());

        await().atMost(LIMIT).until(() -> status().failure().isEmpty());
        assertThat(liveStep()).isEqualTo(1);
    }

    @Test
    void shouldNotGoLiveWithAModelThatFailsToWarmUp() {
        promote(1);
        awaitLive(1);
        models.warm = false;
        promote(2);

        await().atMost(LIMIT).until(() -> status().failure().isPresent());

        assertThat(liveStep()).isEqualTo(1);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(models.most).hasValue(2));
        models.warm = true;
        awaitLive(2);
    }

    private void promote(long step) {
        decide(checkpoints.write(step));
    }

    private void decide(DeployedCheckpoint checkpoint) {
        decisions.promote(checkpoint);
        students.want(decisions.all());
    }

    private void awaitLive(long step) {
        await().atMost(LIMIT).until(() -> liveStep() == step);
    }

    private long liveStep() {
        return status().live().map(live -> live.checkpoint().getStep()).orElse(-1L);
    }

    private StudentStatus status() {
        return students.statuses().get(0);
    }

    private double gauge(String name) {
        return meters.get(name).tag("student", STUDENT).gauge().value();
    }

    /** Counts what is in memory, what is being loaded included; each model is known by the number of its load. */
    private static final class CountedModels implements ModelLoader {

        final Semaphore mayLoad = new Semaphore(1_000);
        final AtomicInteger loads = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final Set<Integer> open = ConcurrentHashMap.newKeySet();
        volatile boolean warm = true;

        @Override
        public String kind() {
            return "text-classifier";
        }

        @Override
        public ServedModel load(Path directory) {
            int number = loads.incrementAndGet();
            open.add(number);
            most.accumulateAndGet(open.size(), Math::max);
            mayLoad.acquireUninterruptibly();
            return new ServedModel() {
                @Override
                public String kind() {
                    return "text-classifier";
                }

                @Override
                public LabelSpaceReference labelSpace() {
                    return TellingCheckpoints.LABEL_SPACE;
                }

                @Override
                public void warmUp() {
                    if (!warm) {
                        throw new AssertionError("cold"); // an Error: not even that may end the thread
                    }
                }

                @Override
                public void close() {
                    open.remove(number);
                }
            };
        }
    }
}
