package io.retort.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.server.TellingCheckpoints;
import io.retort.server.live.Lease;
import io.retort.server.live.Leases;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextBatcherTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeClassifier first = new FakeClassifier(1);
    private final FakeClassifier second = new FakeClassifier(2);
    private TextBatcher batcher = new TextBatcher(new BatchSettings(4, Duration.ZERO, 8, 1), meters);

    @AfterEach
    void close() throws InterruptedException {
        first.mayAnswer.release(1_000);
        second.mayAnswer.release(1_000);
        batcher.close();
    }

    @Test
    void shouldAnswerWhatCameTogetherInOneBatchAndGiveEachItsOwn() throws InterruptedException {
        queue(first, "0");
        assertThat(takeBatch(first)).containsExactly("0");
        CompletableFuture<List<float[]>> two = submit(first, "1", "2");
        CompletableFuture<List<float[]>> one = submit(first, "3");
        first.mayAnswer.release(2);

        assertThat(takeBatch(first)).containsExactly("1", "2", "3");
        assertThat(two).succeedsWithin(LIMIT).satisfies(answers -> assertThat(answers)
                .containsExactly(new float[] {1, 1}, new float[] {2, 1}));
        assertThat(one).succeedsWithin(LIMIT).satisfies(answers -> assertThat(answers)
                .containsExactly(new float[] {3, 1}));
    }

    @Test
    void shouldWaitForCompanyNoLongerThanItLingersNorOnceTheBatchIsFull() throws InterruptedException {
        batcher.close();
        batcher = new TextBatcher(new BatchSettings(4, LONG, 8, 1), meters);
        first.mayAnswer.release(1_000);

        queue(first, "1");
        queue(first, "2", "3");
        queue(first, "4");
        assertThat(takeBatch(first)).as("full before the second was over").hasSize(4);

        queue(first, "5");
        assertThat(takeBatch(first)).containsExactly("5");
    }

    @Test
    void shouldNotMixCheckpointsInABatchNorLoseTheOrderOfEither() throws InterruptedException {
        queue(first, "0");
        takeBatch(first);
        queue(first, "1");
        queue(second, "2");
        queue(first, "3");
        queue(second, "4");
        first.mayAnswer.release(1_000);
        second.mayAnswer.release(1_000);

        assertThat(takeBatch(first)).containsExactly("1", "3");
        assertThat(takeBatch(second)).containsExactly("2", "4");
    }

    @Test
    void shouldNotCutARequestInTwo() throws InterruptedException {
        queue(first, "0");
        takeBatch(first);
        queue(first, "1", "2", "3");
        queue(first, "4", "5");
        queue(first, "6", "7", "8");
        first.mayAnswer.release(1_000);

        assertThat(takeBatch(first)).containsExactly("1", "2", "3");
        assertThat(takeBatch(first)).containsExactly("4", "5");
        assertThat(takeBatch(first)).containsExactly("6", "7", "8");
    }

    @Test
    void shouldRefuseWhatTheQueueCannotHoldAndTakeAgainWhenItIsEmpty() throws InterruptedException {
        queue(first, "0");
        takeBatch(first);
        queue(first, "1", "2", "3", "4");
        queue(first, "5", "6", "7");

        Admission refused = admission(first, "8", "9");

        assertThat(refused).isEqualTo(new Admission.QueueFull(7));
        assertThat(meters.get("retort.server.queue.refused").counter().count()).isEqualTo(1);
        assertThat(meters.get("retort.server.queue.texts").gauge().value()).isEqualTo(7);
        first.mayAnswer.release(1_000);
        await().atMost(LIMIT)
                .until(() -> meters.get("retort.server.queue.texts").gauge().value() == 0);
        assertThat(submit(first, "8", "9")).succeedsWithin(LIMIT);
    }

    @Test
    void shouldGiveBackTheLeaseWithTheAnswerAndNotBefore() throws InterruptedException {
        CompletableFuture<List<float[]>> answer = submit(first, "0");
        takeBatch(first);
        assertThat(first.closed).isFalse();

        first.mayAnswer.release();

        assertThat(answer).succeedsWithin(LIMIT);
        await().atMost(LIMIT).until(() -> first.closed);
    }

    @Test
    void shouldFailTheRequestsOfABatchThatFailsAndGoOn() {
        first.mayAnswer.release(1_000);

        CompletableFuture<List<float[]>> failed = submit(first, "no number");
        assertThat(failed).failsWithin(LIMIT);
        await().atMost(LIMIT).until(() -> first.closed);

        assertThat(submit(first, "1")).succeedsWithin(LIMIT);
    }

    @Test
    void shouldAnswerWhatWaitsWhenItIsClosedAndTakeNoMore() throws InterruptedException {
        queue(first, "0");
        takeBatch(first);
        CompletableFuture<List<float[]>> waits = submit(first, "1");
        first.mayAnswer.release(1_000);

        batcher.close();

        assertThat(waits).isCompleted();
        assertThat(admission(first, "2")).isEqualTo(new Admission.Closed());
    }

    private void queue(FakeClassifier classifier, String... texts) {
        assertThat(submit(classifier, texts)).isNotNull();
    }

    private CompletableFuture<List<float[]>> submit(FakeClassifier classifier, String... texts) {
        return admission(classifier, texts).match(Admission.Admitted::answer, full -> refused(), closed -> refused());
    }

    private Admission admission(FakeClassifier classifier, String... texts) {
        Lease lease = Leases.last("student", TellingCheckpoints.deployed(1, List.of()), classifier);
        return batcher.submit(lease, classifier, List.of(texts));
    }

    private static CompletableFuture<List<float[]>> refused() {
        throw new AssertionError("refused");
    }

    private static List<String> takeBatch(FakeClassifier classifier) throws InterruptedException {
        List<String> batch = classifier.batches.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(batch).isNotNull();
        return batch;
    }
}
