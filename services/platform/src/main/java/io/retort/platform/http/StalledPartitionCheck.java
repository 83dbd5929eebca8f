package io.retort.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a transaction that is left open keeps a topic's committed records from its readers. A consumer's own lag does not
 * tell: it ends at the last stable offset. A partition whose last stable offset has stayed below its high watermark at the
 * same place for too long is named, with the producer behind it. Nothing is aborted here: that is a person's decision.
 *
 * <p>Shown as metrics too: {@code retort_unstable_records} and {@code retort_unstable_age_seconds} of each partition.
 */
public final class StalledPartitionCheck implements ReadinessCheck {

    private final StalledPartitions partitions;
    private final String topic;
    private final Duration limit;
    private final Time time;
    private final MeterRegistry meters;
    private final Map<TopicPartition, Hold> holds = new HashMap<>();
    private final Map<TopicPartition, Figures> figures = new HashMap<>();

    /** Where a partition's readers are held, and since when it was seen there. */
    private record Hold(long lastStableOffset, long since) {}

    private record Figures(AtomicLong records, AtomicLong ageSeconds) {}

    /**
     * @param admin stays the caller's to close
     * @param topic the topic that is read, by its full name
     * @param limit how long a transaction may be open, more than the producers' transaction time-out
     */
    public StalledPartitionCheck(Admin admin, String topic, Duration limit, MeterRegistry meters) {
        this(admin, topic, limit, meters, Time.system());
    }

    StalledPartitionCheck(Admin admin, String topic, Duration limit, MeterRegistry meters, Time time) {
        this.partitions = new StalledPartitions(admin);
        this.topic = Objects.requireNonNull(topic, "topic");
        this.limit = Objects.requireNonNull(limit, "limit");
        this.meters = Objects.requireNonNull(meters, "meters");
        this.time = Objects.requireNonNull(time, "time");
    }

    @Override
    public String name() {
        return "stalled-partitions";
    }

    @Override
    public Readiness check() {
        List<String> stalled = new ArrayList<>();
        for (StalledPartitions.Span span : partitions.spans(topic)) {
            Duration age = age(span);
            show(span, age);
            if (age.compareTo(limit) > 0) {
                stalled.add(describe(span, age));
            }
        }
        return stalled.isEmpty() ? new Readiness.Ready() : new Readiness.NotReady(String.join("; ", stalled));
    }

    private Duration age(StalledPartitions.Span span) {
        if (span.unstable() == 0) {
            holds.remove(span.partition());
            return Duration.ZERO;
        }
        Hold hold = holds.get(span.partition());
        if (hold == null || hold.lastStableOffset() != span.lastStableOffset()) {
            hold = new Hold(span.lastStableOffset(), time.nanos());
            holds.put(span.partition(), hold);
        }
        return time.since(hold.since());
    }

    private void show(StalledPartitions.Span span, Duration age) {
        Figures shown = figures.computeIfAbsent(span.partition(), this::register);
        shown.records().set(span.unstable());
        shown.ageSeconds().set(age.toSeconds());
    }

    private Figures register(TopicPartition partition) {
        Tags tags = Tags.of("topic", partition.topic(), "partition", Integer.toString(partition.partition()));
        return new Figures(
                meters.gauge("retort.unstable.records", tags, new AtomicLong()),
                meters.gauge("retort.unstable.age.seconds", tags, new AtomicLong()));
    }

    private String describe(StalledPartitions.Span span, Duration age) {
        return span.partition() + " is held at offset " + span.lastStableOffset() + ", " + span.unstable()
                + " below its end, for " + age.toSeconds() + " s by "
                + partitions.culprit(span).orElse("a producer that the broker does not name");
    }
}
