package io.retort.server.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted of swaps, by student. */
public final class LiveMetrics {

    private final MeterRegistry meters;

    public LiveMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void watch(LiveStudent student) {
        Gauge.builder("retort.server.live.step", student, LiveMetrics::step)
                .description("Step of the checkpoint that is served; -1 where none is")
                .tag("student", student.name())
                .register(meters);
        Gauge.builder("retort.server.models", student, LiveStudent::models)
                .description("Checkpoints in memory, the one that is being loaded left out")
                .tag("student", student.name())
                .register(meters);
        Gauge.builder("retort.server.behind", student, LiveMetrics::behind)
                .description("1 while what is served is not what was decided")
                .tag("student", student.name())
                .register(meters);
    }

    void loaded(String student, Duration took) {
        timer("retort.server.load.duration", "Time to fetch, verify, load and warm up a checkpoint", student)
                .record(took);
    }

    void swapped(String student, Duration sinceDecision) {
        timer("retort.server.swap.delay", "Time from a decision to the first request answered by it", student)
                .record(sinceDecision);
    }

    void failed(String student) {
        meters.counter("retort.server.load.failures", "student", student).increment();
    }

    private Timer timer(String name, String description, String student) {
        return Timer.builder(name)
                .description(description)
                .tag("student", student)
                .register(meters);
    }

    private static double step(LiveStudent student) {
        return student.status().live().map(live -> live.checkpoint().getStep()).orElse(-1L);
    }

    private static double behind(LiveStudent student) {
        StudentStatus status = student.status();
        boolean same = status.wanted()
                .map(wanted -> wanted.getId()
                        .equals(status.live()
                                .map(live -> live.checkpoint().getId())
                                .orElse("")))
                .orElse(true);
        return same ? 0 : 1;
    }
}
