package io.retort.teacher;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.retort.schemas.record.SoftLabel;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a teacher counts. It counts what it made: a batch that is made again, after an abort or a kill, counts again. What was
 * committed is counted by the loop.
 */
final class TeacherMetrics {

    private static final Logger log = LoggerFactory.getLogger(TeacherMetrics.class);

    private final MeterRegistry meters;
    private final Counter labels;
    private final Counter positions;
    private final Counter repeated;
    private final DistributionSummary batch;
    private final Timer duration;

    TeacherMetrics(MeterRegistry meters) {
        this.meters = meters;
        labels = Counter.builder("retort.teacher.labels")
                .description("Soft labels made")
                .register(meters);
        positions = Counter.builder("retort.teacher.positions")
                .description("Distributions in the soft labels made: one a label over classes, one a labelled token")
                .register(meters);
        repeated = Counter.builder("retort.teacher.repeated")
                .description("Prompts that came again and had their soft label repeated")
                .register(meters);
        batch = DistributionSummary.builder("retort.teacher.batch.prompts")
                .description("Prompts given to the teacher at once")
                .register(meters);
        duration = Timer.builder("retort.teacher.batch.duration")
                .description("Time the teacher took for a batch")
                .register(meters);
    }

    List<LabelOutcome> labelling(int prompts, Supplier<List<LabelOutcome>> label) {
        batch.record(prompts);
        List<LabelOutcome> outcomes = duration.record(label);
        return outcomes;
    }

    void labelled(SoftLabel label) {
        labels.increment();
        positions.increment(label.getPositions());
    }

    /** A label that was made before. */
    void repeated() {
        repeated.increment();
    }

    /** A prompt that becomes a dead letter. */
    void unlabellable(String reason) {
        counter("retort.teacher.unlabellable", reason).increment();
    }

    /** A prompt that is asked again. */
    void unavailable(LabelOutcome.Unavailable outcome) {
        counter("retort.teacher.unavailable", outcome.reason()).increment();
        log.atDebug()
                .addKeyValue("reason", outcome.reason())
                .addKeyValue("retryAfter", outcome.retryAfter())
                .log(outcome.message());
    }

    private Counter counter(String name, String reason) {
        return meters.counter(name, "reason", reason);
    }
}
