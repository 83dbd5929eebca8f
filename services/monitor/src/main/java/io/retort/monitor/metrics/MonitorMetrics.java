package io.retort.monitor.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.retort.monitor.state.DeadLettersState.DeadLetterReason;
import io.retort.monitor.state.MonitorState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Shows the state as metrics, and counts what could not be read. */
public final class MonitorMetrics {

    private final MeterRegistry meters;
    private final Duration window;
    private final Map<MonitorGauge, MultiGauge> gauges = new EnumMap<>(MonitorGauge.class);

    /** @param window the figures' length */
    public MonitorMetrics(MeterRegistry meters, Duration window) {
        this.meters = meters;
        this.window = window;
        for (MonitorGauge gauge : MonitorGauge.values()) {
            gauges.put(
                    gauge,
                    MultiGauge.builder(gauge.meter())
                            .description(gauge.description())
                            .register(meters));
        }
    }

    /** A record that cannot be read. */
    public void unreadable(String topic, String reason) {
        meters.counter("retort.monitor.unreadable.records", "topic", topic, "reason", reason)
                .increment();
    }

    /**
     * Shows a state, in place of the one before.
     *
     * @param streamsDropped what Kafka Streams itself has dropped
     */
    public void show(MonitorState state, double streamsDropped) {
        GaugeRows rows = new GaugeRows();
        rows.add(MonitorGauge.BROKER_REACHABLE, state.broker().state().equals("REACHABLE") ? 1 : 0);
        rows.add(MonitorGauge.INSTANCES, state.streams().instances());
        rows.add(MonitorGauge.DROPPED_RECORDS, state.streams().droppedRecords());
        rows.add(MonitorGauge.STREAMS_DROPPED_RECORDS, streamsDropped);
        RecentRate rate = new RecentRate(state.now(), window);
        rows.add(
                MonitorGauge.PROMPTS_RATE,
                rate.of(state.prompts().windows(), each -> each.start(), each -> each.prompts()));
        rows.add(
                MonitorGauge.PROMPTS_BYTES_RATE,
                rate.of(state.prompts().windows(), each -> each.start(), each -> each.bytes()));
        state.teachers().forEach(teacher -> ModelRows.add(teacher, rate, rows));
        state.students().forEach(student -> ModelRows.add(student, rate, rows));
        for (DeadLetterReason reason : state.deadLetters().reasons()) {
            rows.add(MonitorGauge.DEAD_LETTERS, reason.count(), reason.stage(), reason.reason());
        }
        gauges.forEach((gauge, shown) -> shown.register(rows.of(gauge), true));
    }
}
