package io.retort.server.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.retort.server.live.Lease;
import io.retort.server.model.ServedClassifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has texts classified in batches, on threads of its own. A request's texts stay together, on the weights it has leased. */
public final class TextBatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TextBatcher.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final BatchQueue queue;
    private final BatchMetrics metrics;
    private final List<Thread> threads = new ArrayList<>();

    public TextBatcher(BatchSettings settings, MeterRegistry meters) {
        this.queue = new BatchQueue(settings);
        this.metrics = new BatchMetrics(meters, queue);
        for (int i = 0; i < settings.threads(); i++) {
            Thread thread = new Thread(this::work, "retort-batches-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /**
     * Asks for answers.
     *
     * @param lease closed once the request is answered, if it is admitted; else the caller's to close
     * @param classifier the lease's model
     * @param texts at least one
     */
    public Admission submit(Lease lease, ServedClassifier classifier, List<String> texts) {
        CompletableFuture<List<float[]>> answer = new CompletableFuture<>();
        return switch (queue.offer(new WaitingRequest(lease, classifier, texts, answer, System.nanoTime()))) {
            case TAKEN -> new Admission.Admitted(answer);
            case CLOSED -> new Admission.Closed();
            case FULL -> {
                metrics.refused();
                yield new Admission.QueueFull(queue.texts());
            }
        };
    }

    /** Answers what waits, and takes no more. */
    @Override
    public void close() throws InterruptedException {
        queue.close();
        for (Thread thread : threads) {
            thread.join(DRAIN.toMillis());
        }
    }

    private void work() {
        try {
            for (List<WaitingRequest> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                answer(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(List<WaitingRequest> batch) {
        try {
            List<String> texts =
                    batch.stream().flatMap(request -> request.texts().stream()).toList();
            metrics.compute(
                    texts.size(), () -> split(batch, batch.get(0).classifier().classify(texts)));
        } catch (RuntimeException | Error e) {
            // The message might hold a text.
            LOG.atError()
                    .addKeyValue(
                            "checkpoint",
                            batch.get(0).lease().held().checkpoint().getId())
                    .addKeyValue("reason", e.getClass().getName())
                    .addKeyValue("at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0])
                    .log("A batch could not be answered");
            batch.forEach(request -> request.answer().completeExceptionally(e));
        } finally {
            batch.forEach(request -> request.lease().close());
        }
    }

    private static void split(List<WaitingRequest> batch, List<float[]> answers) {
        int from = 0;
        for (WaitingRequest request : batch) {
            int to = from + request.texts().size();
            request.answer().complete(answers.subList(from, to));
            from = to;
        }
    }
}
