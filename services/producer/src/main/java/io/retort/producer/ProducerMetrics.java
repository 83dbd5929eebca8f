package io.retort.producer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.retort.platform.kafka.Stage;
import io.retort.platform.time.Time;

/** What a producer counts: only what is committed. */
final class ProducerMetrics {

    private final MeterRegistry meters;
    private final Tags source;
    private final RecentRate rate;

    ProducerMetrics(MeterRegistry meters, String sourceId, Time time) {
        this.meters = meters;
        this.source = Tags.of("source", sourceId);
        this.rate = new RecentRate(time);
        Gauge.builder("retort.producer.prompts.per.second", rate, RecentRate::perSecond)
                .description("Prompts committed, over the last ten seconds")
                .tags(source)
                .register(meters);
    }

    void committed(PromptBatch batch) {
        transaction("committed");
        meters.counter("retort.producer.prompts", source).increment(batch.prompts());
        rate.add(batch.prompts());
        batch.refusals().forEach((reason, count) -> meters.counter(
                        "retort.dead.letters", "stage", Stage.PRODUCER.label(), "reason", reason.label())
                .increment(count));
    }

    void aborted() {
        transaction("aborted");
    }

    void lost() {
        transaction("lost");
    }

    private void transaction(String outcome) {
        meters.counter("retort.producer.transactions", source.and("outcome", outcome))
                .increment();
    }
}
