package io.retort.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.testing.RetortKafka;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransformLoopOutageIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    @Test
    void shouldWaitForABrokerThatIsAwayAndCountEachRecordOnce() throws Exception {
        var bench = new LoopBench(kafka, "outage");
        bench.properties = Map.of("max.block.ms", "500"); // a call that needs the broker gives up soon ...
        bench.deadline = Duration.ofSeconds(1); // ... and soon for the last time
        bench.prompts(0, 100);
        var batches = new AtomicInteger();
        var atWork = new CountDownLatch(1);
        var away = new CountDownLatch(1);
        var loop = bench.loop("one", records -> {
            if (batches.incrementAndGet() == 2) { // the first is committed
                atWork.countDown();
                awaitLatch(away);
            }
            return records.stream().map(bench::label).toList();
        });
        var ended = LoopBench.start(loop);
        awaitLatch(atWork);

        kafka.stop();
        away.countDown();
        await().atMost(LIMIT).until(() -> failedTransactions(bench) > 0);
        assertThat(loop.progress().age()).isLessThan(Duration.ofSeconds(30));
        kafka.start();

        assertThat(ended).succeedsWithin(LIMIT);
        assertThat(bench.labels()).containsExactlyInAnyOrderElementsOf(LoopBench.expectedLabels(0, 100));
        assertThat(bench.lag()).isZero();
    }

    /** Whether the client aborts by itself or cannot even do that depends on what it knew of the cluster. */
    private static double failedTransactions(LoopBench bench) {
        return bench.count("retort.transform.transactions", "outcome", "aborted")
                + bench.count("retort.transform.transactions", "outcome", "lost");
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
