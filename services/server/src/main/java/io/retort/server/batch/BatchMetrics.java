package io.retort.server.batch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What is counted of batches. */
final class BatchMetrics {

    private final Counter refused;
    private final DistributionSummary texts;
    private final Timer duration;

    BatchMetrics(MeterRegistry meters, BatchQueue queue) {
        refused = Counter.builder("retort.server.queue.refused")
                .description("Requests refused because too much waited already")
                .register(meters);
        texts = DistributionSummary.builder("retort.server.batch.texts")
                .description("Texts given to a model at once")
                .register(meters);
        duration = Timer.builder("retort.server.batch.duration")
                .description("Time a model took for a batch")
                .register(meters);
        Gauge.builder("retort.server.queue.texts", queue, BatchQueue::texts)
                .description("Texts that wait for a model")
                .register(meters);
    }

    void refused() {
        refused.increment();
    }

    void compute(int batch, Runnable work) {
        texts.record(batch);
        duration.record(work);
    }
}
