package io.retort.monitor.metrics;

import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The values of gauges, by their tags. */
final class GaugeRows {

    private final Map<MonitorGauge, List<Row<?>>> rows = new EnumMap<>(MonitorGauge.class);

    /** @param tags values in the order of the gauge's tags */
    void add(MonitorGauge gauge, double value, String... tags) {
        Tags all = Tags.of(IntStream.range(0, tags.length)
                .mapToObj(i -> Tag.of(gauge.tags().get(i), tags[i]))
                .toList());
        rows.computeIfAbsent(gauge, key -> new ArrayList<>()).add(Row.of(all, () -> value));
    }

    List<Row<?>> of(MonitorGauge gauge) {
        return rows.getOrDefault(gauge, List.of());
    }
}
