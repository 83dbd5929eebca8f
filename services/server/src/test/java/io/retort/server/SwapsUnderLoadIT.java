package io.retort.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.testing.RetortKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight clients ask without a pause while a hundred checkpoints are promoted one after the other. Each answer has to come, name a
 * checkpoint, and be in all its four results what that checkpoint says; no client may be answered by an older one than before.
 */
class SwapsUnderLoadIT {

    private static final int CLIENTS = 8;
    private static final int SWAPS = 100;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @RegisterExtension
    static final RetortKafka KAFKA = RetortKafka.create();

    @TempDir
    private Path directory;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong requests = new AtomicLong();
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();

    @Test
    void shouldFailNoRequestAndMixNoCheckpoints() throws Exception {
        TellingCheckpoints checkpoints = new TellingCheckpoints(directory);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (DeploymentsTopic decisions = new DeploymentsTopic(KAFKA.bootstrapServers(), KAFKA.topicNames());
                RunningServer server = new RunningServer(
                        ServerSettings.of(directory).alone(), KAFKA.bootstrapServers(), KAFKA.topicNames())) {
            decisions.promote(checkpoints.write(1));
            server.client.awaitAnsweredBy(1);
            List<Future<?>> asking = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                asking.add(clients.submit(() -> ask(new ApiClient(server.address))));
            }

            for (long step = 2; step <= SWAPS + 1; step++) {
                long now = step;
                decisions.promote(checkpoints.write(step));
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(2)).until(() -> {
                    assertThat(asking).noneMatch(Future::isDone);
                    return seen.contains(now);
                });
            }

            over.set(true);
            for (Future<?> client : asking) {
                client.get();
            }
            assertThat(seen).hasSize(SWAPS + 1);
            assertThat(requests.get()).isGreaterThan(SWAPS * CLIENTS);
            assertThat(server.meters.get("retort.server.swap.delay").timer().count())
                    .isEqualTo(SWAPS + 1);
        } finally {
            over.set(true);
            clients.shutdownNow();
        }
    }

    private Void ask(ApiClient client) throws Exception {
        long newest = 0;
        while (!over.get()) {
            long step = client.answeredBy();
            assertThat(step).as("no step back").isGreaterThanOrEqualTo(newest);
            newest = step;
            seen.add(step);
            requests.incrementAndGet();
        }
        return null;
    }
}
