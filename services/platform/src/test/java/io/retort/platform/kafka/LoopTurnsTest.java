package io.retort.platform.kafka;

import static io.retort.platform.kafka.Inputs.P0;
import static io.retort.platform.kafka.Inputs.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.retry.Backoff;
import io.retort.platform.time.ManualTime;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the loop does when its producer fails in ways a broker does not show on demand. */
class LoopTurnsTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LoopMetrics metrics = new LoopMetrics(meters, Stage.TEACHER);
    private final Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final List<ScriptedProducer> clients = new ArrayList<>();
    private final List<List<Long>> asked = new CopyOnWriteArrayList<>();
    private final BatchWork work = new BatchWork(this::transform, backoff, time, metrics);
    private final LoopTurns turns = new LoopTurns(
            settings(),
            new DeadLetters(TopicNames.standard()),
            consumer,
            new ProducerSupply(this::producer, backoff, time),
            work,
            new Intake(settings().limits(), record -> 0, time),
            metrics,
            backoff,
            time);

    @AfterEach
    void close() {
        work.close();
    }

    @Test
    void shouldSendTheSameAgainAfterAnAbortWithoutAskingTheTransformerAgain() {
        join(P0);
        consumer.addRecord(Inputs.record(P0, 0));
        client(0).commitFailures.add(new KafkaException("in an error state"));

        turnUntil(() -> client(0).commitCount() == 1);

        assertThat(asked).containsExactly(List.of(0L));
        assertThat(client(0).calls).contains("abort");
        assertThat(client(0).history()).hasSize(1);
        assertThat(client(0).consumerGroupOffsetsHistory()).hasSize(1);
    }

    @Test
    void shouldReadAgainFromWhatIsCommittedAfterAProducerWasLost() {
        join(P0);
        consumer.commitSync(Map.of(P0, new OffsetAndMetadata(0)));
        consumer.addRecord(Inputs.record(P0, 0));
        for (int call = 0; call < 4; call++) {
            client(0).commitFailures.add(new TimeoutException());
        }
        turnUntil(() -> meters.counter("retort.transform.transactions", "stage", "teacher", "outcome", "lost")
                        .count()
                == 1);
        assertThat(client(0).closed()).isTrue();

        consumer.addRecord(Inputs.record(P0, 0)); // the mock gives a record once
        turnUntil(() -> clients.size() == 2 && client(1).commitCount() == 1);

        assertThat(asked).containsExactly(List.of(0L), List.of(0L));
        assertThat(client(0).history()).isEmpty();
        assertThat(client(1).history()).hasSize(1);
    }

    @Test
    void shouldGoOnAfterTheRecordsWhenTheLostTransactionHadHappened() {
        join(P0);
        consumer.addRecord(Inputs.record(P0, 0));
        for (int call = 0; call < 4; call++) {
            client(0).commitFailures.add(new TimeoutException());
        }
        turnUntil(() -> client(0).closed());
        consumer.commitSync(Map.of(P0, new OffsetAndMetadata(1))); // the broker had committed

        consumer.addRecord(Inputs.record(P0, 0));
        consumer.addRecord(Inputs.record(P0, 1));
        turnUntil(() -> clients.size() == 2 && client(1).commitCount() == 1);

        assertThat(asked).containsExactly(List.of(0L), List.of(1L));
    }

    @Test
    void shouldNotCommitWhatWasTakenAwayBetweenAnAbortAndTheNextTry() {
        join(P0, P1);
        consumer.addRecord(Inputs.record(P0, 0));
        consumer.addRecord(Inputs.record(P1, 5));
        client(0).commitFailures.add(new KafkaException("in an error state"));
        turnUntil(() -> client(0).calls.contains("abort"));

        consumer.schedulePollTask(() -> consumer.rebalance(List.of(P1)));
        turnUntil(() -> client(0).commitCount() == 1);

        assertThat(client(0).history()).singleElement().satisfies(record -> assertThat(record.key())
                .isEqualTo(Inputs.record(P1, 5).key()));
        assertThat(client(0).consumerGroupOffsetsHistory().get(0).get("dummy.group.id"))
                .containsOnlyKeys(P1);
    }

    private void join(TopicPartition... partitions) {
        turns.turn(true);
        consumer.rebalance(List.of(partitions));
        for (var partition : partitions) {
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.seek(partition, 0);
        }
    }

    private void turnUntil(BooleanSupplier reached) {
        for (int turn = 0; turn < 200 && !reached.getAsBoolean(); turn++) {
            turns.turn(true);
            time.advance(Duration.ofMillis(5));
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private ScriptedProducer client(int index) {
        return clients.get(index);
    }

    private TransactionalProducer producer() {
        clients.add(new ScriptedProducer(time));
        return new TransactionalProducer(clients.get(clients.size() - 1), "retort.test", DEADLINE, time);
    }

    private List<TransformOutcome> transform(List<ConsumerRecord<byte[], byte[]>> records) {
        asked.add(records.stream().map(ConsumerRecord::offset).toList());
        return records.stream()
                .map(record -> (TransformOutcome) new TransformOutcome.Transformed(
                        List.of(new ProducerRecord<>("retort.soft-labels", record.key(), record.value()))))
                .toList();
    }

    private static TransformLoopSettings settings() {
        return new TransformLoopSettings(
                Stage.TEACHER,
                P0.topic(),
                new GroupMembership("group", "one", Duration.ofSeconds(10)),
                new TransactionSettings("retort.test", Duration.ofSeconds(10), DEADLINE),
                new BatchLimits(2, 100, Duration.ZERO),
                RetrySettings.DEFAULTS,
                1000,
                Optional.empty());
    }
}
