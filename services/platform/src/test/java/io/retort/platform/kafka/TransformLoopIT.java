package io.retort.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retort.platform.lifecycle.ServiceState;
import io.retort.testing.RetortKafka;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransformLoopIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private final LoopBench bench;

    /** Each test has its own topics, group and transactional ids. */
    TransformLoopIT(TestInfo test) {
        bench = new LoopBench(kafka, test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void shouldTransformEveryRecordOnceAndEndWhenTheInputDoes() throws Exception {
        bench.prompts(0, 200);
        var loop = bench.loop("one", this::label);

        loop.run();

        assertThat(loop.state()).isEqualTo(ServiceState.STOPPED);
        assertThat(bench.labels()).containsExactlyInAnyOrderElementsOf(LoopBench.expectedLabels(0, 200));
        assertThat(bench.count("retort.transform.records", "outcome", "transformed"))
                .isEqualTo(200);
        assertThat(bench.lag()).isZero();
    }

    @Test
    void shouldShowTheFiguresOfItsClientsWhileItRuns() {
        bench.prompts(0, 1);
        Set<String> shown = ConcurrentHashMap.newKeySet();

        bench.loop("one", records -> {
                    bench.meters.forEachMeter(meter -> shown.add(meter.getId().getName()));
                    return label(records);
                })
                .run();

        assertThat(shown).contains("kafka.consumer.incoming.byte.total", "kafka.producer.outgoing.byte.total");
        assertThat(bench.meters.getMeters())
                .noneMatch(meter -> meter.getId().getName().startsWith("kafka."));
    }

    @Test
    void shouldGoOnWhereAnEarlierRunEnded() {
        bench.prompts(0, 50);
        bench.loop("one", this::label).run();
        bench.prompts(50, 80);

        bench.loop("one", this::label).run();

        assertThat(bench.labels()).containsExactlyInAnyOrderElementsOf(LoopBench.expectedLabels(0, 80));
    }

    @Test
    void shouldMakeADeadLetterOfAPoisonRecordAndGoOn() {
        bench.prompts(0, 5);
        byte[] poison = {(byte) 0xc3, 0x28, 0, (byte) 0xff};
        var record = new ProducerRecord<>(bench.promptsTopic(), 2, new byte[] {7}, poison);
        record.headers().add("trace", new byte[] {1, 2});
        bench.send(List.of(record));
        bench.prompts(5, 10);

        bench.loop("one", records -> records.stream()
                        .map(one -> one.value().length == poison.length
                                ? new TransformOutcome.Refused("unreadable", "not a prompt")
                                : bench.label(one))
                        .toList())
                .run();

        assertThat(bench.labels()).containsExactlyInAnyOrderElementsOf(LoopBench.expectedLabels(0, 10));
        assertThat(bench.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).containsExactly(7);
            assertThat(letter.value()).isEqualTo(poison);
            assertThat(letter.headers().lastHeader("trace").value()).containsExactly(1, 2);
            assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo(bench.promptsTopic());
            assertThat(header(letter, DeadLetters.PARTITION)).isEqualTo("2");
            assertThat(header(letter, DeadLetters.REASON)).isEqualTo("unreadable");
            assertThat(header(letter, DeadLetters.STAGE)).isEqualTo("teacher");
        });
        assertThat(bench.count("retort.dead.letters", "reason", "unreadable")).isEqualTo(1);
    }

    @Test
    void shouldMakeADeadLetterOfARecordWhoseResultIsTooLarge() {
        bench.maxRecordBytes = 10_000;
        bench.prompts(0, 6);

        bench.loop("one", records -> records.stream()
                        .map(one -> text(one).equals("text 3") ? huge(one) : bench.label(one))
                        .toList())
                .run();

        assertThat(bench.labels()).hasSize(5).doesNotContain("label of text 3");
        assertThat(bench.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(text(letter)).isEqualTo("text 3");
            assertThat(header(letter, DeadLetters.REASON)).isEqualTo(BatchTransaction.TOO_LARGE);
        });
        assertThat(bench.count("retort.transform.transactions", "outcome", "aborted"))
                .isZero();
    }

    @Test
    void shouldTryAgainWhatIsUnavailableAndSkipNothing() {
        bench.prompts(0, 30);
        var outage = new AtomicInteger(5);
        Set<String> asked = ConcurrentHashMap.newKeySet();

        bench.loop("one", records -> records.stream()
                        .map(one -> asked.add(text(one)) || outage.getAndDecrement() > 0
                                ? new TransformOutcome.Unavailable(Duration.ofMillis(20), "away")
                                : bench.label(one))
                        .toList())
                .run();

        assertThat(bench.labels()).containsExactlyInAnyOrderElementsOf(LoopBench.expectedLabels(0, 30));
        assertThat(bench.count("retort.transform.unavailable", "reason", "away"))
                .isEqualTo(35);
    }

    @Test
    void shouldCountEachRecordOnceThroughAnAbort() throws Exception {
        bench.sessionTimeout =
                Duration.ofSeconds(30); // the next heartbeat, which would tell before the commit, is 10 s away
        bench.prompts(0, 100);
        var gate = new Gate();
        var ended = LoopBench.start(bench.loop("one", gate.before(this::label)));
        gate.awaitWork();

        removeMember("one");
        gate.open();

        assertThat(ended).succeedsWithin(LIMIT);
        assertThat(bench.labels()).containsExactlyInAnyOrderElementsOf(LoopBench.expectedLabels(0, 100));
        assertThat(bench.count("retort.transform.transactions", "outcome", "aborted"))
                .isPositive();
    }

    @Test
    void shouldDropWhatARebalanceTakesAwayAndLoseNothing() {
        bench.prompts(0, 100);
        bench.limits = new BatchLimits(100, Long.MAX_VALUE, Duration.ofSeconds(1));
        var gate = new Gate();
        Set<String> others = ConcurrentHashMap.newKeySet();
        var first = LoopBench.start(bench.loop("one", gate.before(this::label)));
        gate.awaitWork();

        var second = LoopBench.start(bench.loop("two", records -> {
            records.forEach(one -> others.add(text(one)));
            return label(records);
        }));
        await().atMost(LIMIT).until(() -> bench.count("retort.transform.dropped") > 0);
        gate.open();

        assertThat(CompletableFuture.allOf(first, second)).succeedsWithin(LIMIT);
        assertThat(bench.labels()).containsExactlyInAnyOrderElementsOf(LoopBench.expectedLabels(0, 100));
        assertThat(others).isNotEmpty();
    }

    @Test
    void shouldStopWhenAnotherInstanceTakesOver() {
        bench.prompts(0, 10);
        var gate = new Gate();
        var loop = bench.loop("one", gate.before(this::label));
        var ended = LoopBench.start(loop);
        gate.awaitWork();

        var clients = new KafkaClients(new KafkaSettings(kafka.bootstrapServers()), "rival");
        try (var rival = clients.transactionalProducer(bench.transactionalId("one"), Duration.ofSeconds(10))) {
            rival.initTransactions();
            gate.open();

            assertThatThrownBy(ended::join).hasCauseInstanceOf(FencedException.class);
        }
        assertThat(loop.state()).isEqualTo(ServiceState.FAILED);
        assertThat(bench.labels()).isEmpty();
    }

    @Test
    void shouldFinishItsBatchWhenItIsStopped() {
        bench.untilIdle = Optional.empty();
        bench.limits = new BatchLimits(100, Long.MAX_VALUE, Duration.ofSeconds(1));
        bench.prompts(0, 100);
        var gate = new Gate();
        var loop = bench.loop("one", gate.before(this::label));
        var ended = LoopBench.start(loop);
        gate.awaitWork();

        loop.stop();
        gate.open();

        assertThat(ended).succeedsWithin(LIMIT);
        assertThat(loop.state()).isEqualTo(ServiceState.STOPPED);
        assertThat(bench.labels()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void shouldCommitNothingOfABatchWhoseTransformerThrows() throws Exception {
        bench.prompts(0, 10);
        var loop = bench.loop("one", records -> {
            throw new IllegalStateException("a fault of ours");
        });

        assertThatThrownBy(loop::run).isInstanceOf(TransformFailedException.class);

        assertThat(loop.state()).isEqualTo(ServiceState.FAILED);
        assertThat(bench.labels()).isEmpty();
        assertThat(bench.lag()).isPositive();
    }

    private List<TransformOutcome> label(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(bench::label).toList();
    }

    private void removeMember(String instance) throws ExecutionException, InterruptedException {
        kafka.admin()
                .removeMembersFromConsumerGroup(
                        bench.group(), new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(instance))))
                .all()
                .get();
    }

    private static TransformOutcome huge(ConsumerRecord<byte[], byte[]> record) {
        return new TransformOutcome.Transformed(
                List.of(new ProducerRecord<>("never sent", record.key(), new byte[10_001])));
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** Holds the first batch back, so that something can happen while it is at work. */
    private static final class Gate {
        private final CountDownLatch atWork = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        Transformer before(Transformer transformer) {
            return records -> {
                atWork.countDown();
                pass(opened);
                return transformer.transform(records);
            };
        }

        void awaitWork() {
            pass(atWork);
        }

        void open() {
            opened.countDown();
        }

        private static void pass(CountDownLatch latch) {
            try {
                assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
