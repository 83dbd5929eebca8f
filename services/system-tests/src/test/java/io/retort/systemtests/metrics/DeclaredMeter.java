package io.retort.systemtests.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * A meter that the code makes.
 *
 * @param name with dots, as the code has it
 * @param buckets whether it shows a histogram
 */
record DeclaredMeter(String name, Kind kind, boolean buckets) {

    /** What a meter is to Micrometer, in the words of its builders. */
    enum Kind {
        COUNTER,
        GAUGE,
        TIMER,
        SUMMARY
    }

    /** Makes its like, so that the registry says what Prometheus gets to see of it. */
    void register(MeterRegistry registry) {
        switch (kind) {
            case COUNTER -> Counter.builder(name).register(registry);
            case GAUGE -> Gauge.builder(name, () -> 1).register(registry);
            case TIMER -> timer(registry);
            case SUMMARY -> DistributionSummary.builder(name).register(registry);
        }
    }

    private void timer(MeterRegistry registry) {
        Timer.Builder timer = Timer.builder(name);
        if (buckets) {
            timer.serviceLevelObjectives(Duration.ofSeconds(1));
        }
        timer.register(registry);
    }
}
