package io.retort.platform.kafka;

import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Takes one batch at a time through the transformer, on a thread of its own, and what is unavailable again and again, with
 * growing pauses, until every record has its outcome. All but the transformer runs on the consumer's thread.
 */
final class BatchWork implements AutoCloseable {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final Transformer transformer;
    private final Backoff backoff;
    private final Time time;
    private final LoopMetrics metrics;
    private final ExecutorService thread;

    private @Nullable Batch batch;
    private @Nullable Attempt attempt;
    private int failures;
    private long tryAgainAt;

    private record Attempt(List<Batch.Entry> entries, Future<List<TransformOutcome>> outcomes) {}

    BatchWork(Transformer transformer, Backoff backoff, Time time, LoopMetrics metrics) {
        this.transformer = transformer;
        this.backoff = backoff;
        this.time = time;
        this.metrics = metrics;
        this.thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "retort-transform"));
    }

    /** The batch at work, or null. */
    @Nullable Batch batch() {
        return batch;
    }

    /** Begins a batch; the one before is done or dropped. */
    void start(Batch next) {
        batch = next;
        attempt = null;
        failures = 0;
        tryAgainAt = time.nanos();
    }

    /** The batch is committed, or not ours any more. What the transformer still does for it is not waited for. */
    void finish() {
        batch = null;
        attempt = null;
    }

    /**
     * Goes on with the batch, waiting at most so long for the transformer.
     *
     * @return whether every record has its outcome
     */
    boolean advance(Duration patience) {
        Batch present = batch;
        if (present == null) {
            return false;
        }
        List<Batch.Entry> pending = present.pending();
        if (pending.isEmpty()) {
            return true;
        }
        if (attempt == null && time.nanos() - tryAgainAt >= 0) {
            attempt = submit(pending);
        }
        if (attempt == null) {
            pause(patience);
            return false;
        }
        List<TransformOutcome> outcomes = await(attempt, patience);
        if (outcomes == null) {
            return false;
        }
        take(attempt.entries(), outcomes);
        attempt = null;
        return present.pending().isEmpty();
    }

    /** Forgets what is not ours any more. */
    void drop(Collection<TopicPartition> partitions) {
        if (batch != null) {
            metrics.dropped(batch.drop(partitions));
            if (batch.isEmpty()) {
                finish();
            }
        }
    }

    /**
     * Waits for the transformer to come back, which is told to by an interrupt: what it works with may be closed next.
     *
     * @throws IllegalStateException if it did not in {@link #CLOSE_LIMIT}
     */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("the transformer is still at work after " + CLOSE_LIMIT);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Attempt submit(List<Batch.Entry> pending) {
        List<ConsumerRecord<byte[], byte[]>> records =
                pending.stream().map(Batch.Entry::record).toList();
        return new Attempt(pending, thread.submit(() -> metrics.timed(() -> transformer.transform(records))));
    }

    private void take(List<Batch.Entry> entries, List<TransformOutcome> outcomes) {
        if (entries.size() != outcomes.size()) {
            throw new IllegalStateException(
                    "the transformer gave " + outcomes.size() + " outcomes for " + entries.size() + " records");
        }
        List<TransformOutcome.Unavailable> unavailable = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            entries.get(i).attempted(outcomes.get(i));
            if (outcomes.get(i) instanceof TransformOutcome.Unavailable one) {
                unavailable.add(one);
            }
        }
        if (unavailable.isEmpty()) {
            failures = 0;
            metrics.available();
            return;
        }
        failures++;
        Duration asked = unavailable.stream()
                .map(TransformOutcome.Unavailable::retryAfter)
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
        Duration wait = backoff.delay(failures, asked);
        tryAgainAt = time.nanos() + wait.toNanos();
        metrics.unavailable(unavailable.get(0).reason(), unavailable.size(), wait);
    }

    private static @Nullable List<TransformOutcome> await(Attempt attempt, Duration patience) {
        try {
            return attempt.outcomes().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new TransformFailedException(e.getCause());
        }
    }

    private void pause(Duration patience) {
        try {
            Duration rest = Duration.ofNanos(tryAgainAt - time.nanos());
            time.sleep(rest.compareTo(patience) < 0 ? rest : patience);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
