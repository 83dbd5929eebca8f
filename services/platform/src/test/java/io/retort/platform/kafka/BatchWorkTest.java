package io.retort.platform.kafka;

import static io.retort.platform.kafka.Inputs.P0;
import static io.retort.platform.kafka.Inputs.P1;
import static io.retort.platform.kafka.Inputs.offsets;
import static io.retort.platform.kafka.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.retry.Backoff;
import io.retort.platform.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchWorkTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration CAP = Duration.ofSeconds(60);
    private static final TransformOutcome DONE = new TransformOutcome.Transformed(List.of());
    private static final TransformOutcome REFUSED = new TransformOutcome.Refused("unreadable", "not a prompt");

    private final ManualTime time = new ManualTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<List<Long>> asked = new CopyOnWriteArrayList<>();
    private final List<List<TransformOutcome>> answers = new ArrayList<>();
    /** The transformer passes when it holds a permit. */
    private final Semaphore gate = new Semaphore(1);

    private final BatchWork work = new BatchWork(
            this::answer,
            new Backoff(Duration.ofSeconds(10), CAP, new Random(1)),
            time,
            new LoopMetrics(meters, Stage.TEACHER));

    @AfterEach
    void close() {
        work.close();
    }

    @Test
    void shouldBringEveryRecordToItsOutcome() {
        answers.add(List.of(DONE, REFUSED));
        Batch batch = start();

        assertThat(work.advance(LIMIT)).isTrue();

        assertThat(batch.entries()).extracting(Batch.Entry::outcome).containsExactly(DONE, REFUSED);
        assertThat(batch.entries()).extracting(Batch.Entry::attempts).containsExactly(1, 1);
    }

    @Test
    void shouldTryAgainOnlyWhatIsUnavailableAndNotBeforeItsTime() {
        answers.add(List.of(DONE, unavailable(Duration.ofSeconds(100))));
        answers.add(List.of(DONE));
        Batch batch = start();

        assertThat(work.advance(LIMIT)).isFalse();
        time.advance(Duration.ofSeconds(99));
        assertThat(work.advance(Duration.ZERO)).isFalse();
        assertThat(asked).hasSize(1);
        time.advance(CAP);

        assertThat(work.advance(LIMIT)).isTrue();
        assertThat(asked).containsExactly(List.of(0L, 1L), List.of(1L));
        assertThat(batch.entries()).extracting(Batch.Entry::attempts).containsExactly(1, 2);
        assertThat(meters.counter("retort.transform.unavailable", "stage", "teacher", "reason", "away")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldForgetRecordsOfAPartitionThatIsTakenAwayWhileTheyAreAtWork() {
        answers.add(List.of(DONE, DONE));
        gate.acquireUninterruptibly();
        Batch batch = start();
        assertThat(work.advance(Duration.ZERO)).isFalse();

        work.drop(List.of(P0));

        gate.release();
        assertThat(work.advance(LIMIT)).isTrue();
        assertThat(batch.entries())
                .extracting(entry -> entry.record().partition())
                .containsExactly(1);
        assertThat(batch.offsets()).isEqualTo(offsets(Map.of(P1, 2L)));
    }

    @Test
    void shouldHaveNoBatchOnceAllOfItIsTakenAway() {
        answers.add(List.of(DONE, DONE));
        start();

        work.drop(List.of(P0, P1));

        assertThat(work.batch()).isNull();
        assertThat(work.advance(Duration.ZERO)).isFalse();
    }

    @Test
    void shouldNotTakeTheAnswersOfABatchThatWasDroppedForThoseOfTheNext() {
        answers.add(List.of(DONE, DONE));
        answers.add(List.of(REFUSED, REFUSED));
        gate.acquireUninterruptibly();
        start();
        assertThat(work.advance(Duration.ZERO)).isFalse();
        work.finish();

        Batch next = start();

        gate.release();
        assertThat(work.advance(LIMIT)).isTrue();
        assertThat(next.entries()).extracting(Batch.Entry::outcome).containsOnly(REFUSED);
    }

    @Test
    void shouldHaveNothingToAskForABatchOfOffsetsAlone() {
        work.start(new Batch(List.of(), offsets(Map.of(P0, 9L))));

        assertThat(work.advance(Duration.ZERO)).isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldEndWithWhatTheTransformerThrows() {
        start(); // no answer is scripted

        assertThatThrownBy(() -> work.advance(LIMIT))
                .isInstanceOf(TransformFailedException.class)
                .hasCauseInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldRefuseTooFewOutcomes() {
        answers.add(List.of(DONE));
        start();

        assertThatThrownBy(() -> work.advance(LIMIT)).hasMessageContaining("1 outcomes for 2 records");
    }

    private Batch start() {
        Batch batch = new Batch(List.of(record(P0, 0), record(P1, 1)), offsets(Map.of(P0, 1L, P1, 2L)));
        work.start(batch);
        return batch;
    }

    private List<TransformOutcome> answer(List<ConsumerRecord<byte[], byte[]>> records) {
        gate.acquireUninterruptibly();
        gate.release();
        asked.add(records.stream().map(ConsumerRecord::offset).toList());
        return answers.remove(0);
    }

    private static TransformOutcome unavailable(Duration retryAfter) {
        return new TransformOutcome.Unavailable(retryAfter, "away");
    }
}
