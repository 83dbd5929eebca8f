package io.retort.platform.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a loop counts, and what it says once when it changes. All meters carry the tag {@code stage}. */
final class LoopMetrics {

    private static final Logger log = LoggerFactory.getLogger(LoopMetrics.class);

    private final MeterRegistry meters;
    private final Tags tags;
    private final String stage;
    private final Timer duration;
    private boolean unavailable;

    LoopMetrics(MeterRegistry meters, Stage stage) {
        this.meters = meters;
        this.stage = stage.label();
        this.tags = Tags.of("stage", stage.label());
        this.duration = meters.timer("retort.transform.duration", tags);
    }

    <T> T timed(Supplier<T> transform) {
        T result = duration.record(transform);
        return result;
    }

    void committed(BatchTransaction transaction) {
        transaction("committed");
        records("transformed", transaction.transformed());
        records("refused", transaction.refusals().size());
        for (String reason : transaction.refusals()) {
            meters.counter("retort.dead.letters", tags.and("reason", reason)).increment();
        }
    }

    void aborted() {
        transaction("aborted");
    }

    void lost() {
        transaction("lost");
    }

    /** Records that were read but belong to another instance now. */
    void dropped(int records) {
        meters.counter("retort.transform.dropped", tags).increment(records);
    }

    /** Records that the topic gave up before they were read. */
    void gap(long records) {
        meters.counter("retort.transform.gap", tags).increment(records);
    }

    void unavailable(String reason, int records, Duration wait) {
        meters.counter("retort.transform.unavailable", tags.and("reason", reason))
                .increment(records);
        if (!unavailable) {
            unavailable = true;
            log.atWarn()
                    .addKeyValue("stage", stage)
                    .addKeyValue("reason", reason)
                    .addKeyValue("wait", wait)
                    .log("Unavailable for now; partitions are paused and the batch is tried again");
        }
    }

    void available() {
        if (unavailable) {
            unavailable = false;
            log.atInfo().addKeyValue("stage", stage).log("Available again");
        }
    }

    private void records(String outcome, int count) {
        meters.counter("retort.transform.records", tags.and("outcome", outcome)).increment(count);
    }

    private void transaction(String outcome) {
        meters.counter("retort.transform.transactions", tags.and("outcome", outcome))
                .increment();
    }
}
