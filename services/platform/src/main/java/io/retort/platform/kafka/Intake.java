package io.retort.platform.kafka;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What was read and is in no batch yet: the records in the order in which they came, and how far each partition was read,
 * as the polls themselves said. Belongs to the consumer's thread.
 */
final class Intake {

    /** How long offsets without records wait: transaction markers at the end of the input, which records may yet follow. */
    private static final Duration OFFSETS_LINGER = Duration.ofSeconds(1);

    private record Waiting(ConsumerRecord<byte[], byte[]> record, long weight, long arrivedAt) {}

    private final BatchLimits limits;
    private final ToLongFunction<ConsumerRecord<byte[], byte[]>> weigh;
    private final Time time;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    /** The next offset after all that was read of a partition. */
    private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();

    private long weight;
    private long lastReadAt;

    Intake(BatchLimits limits, ToLongFunction<ConsumerRecord<byte[], byte[]>> weigh, Time time) {
        this.limits = limits;
        this.weigh = weigh;
        this.time = time;
    }

    void add(ConsumerRecords<byte[], byte[]> polled) {
        if (polled.nextOffsets().isEmpty()) {
            return;
        }
        lastReadAt = time.nanos();
        read.putAll(polled.nextOffsets());
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            long recordWeight = weigh.applyAsLong(record);
            weight += recordWeight;
            waiting.add(new Waiting(record, recordWeight, lastReadAt));
        }
    }

    /** Whether a batch would be cut by count or weight, so that there is no use in reading on. */
    boolean isFull() {
        return waiting.size() >= limits.records() || weight >= limits.weight();
    }

    /** How long the present content may still wait for more: zero if a batch should be cut; empty if there is nothing. */
    Optional<Duration> patience() {
        if (isFull()) {
            return Optional.of(Duration.ZERO);
        }
        if (!waiting.isEmpty()) {
            return Optional.of(rest(limits.linger(), waiting.element().arrivedAt()));
        }
        return read.isEmpty() ? Optional.empty() : Optional.of(rest(OFFSETS_LINGER, lastReadAt));
    }

    /** Takes the next batch out: at least one record if there is any, and the offsets of what it exhausts. */
    Batch cut() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        long taken = 0;
        while (!waiting.isEmpty() && records.size() < limits.records()) {
            Waiting next = waiting.element();
            if (!records.isEmpty() && taken + next.weight() > limits.weight()) {
                break;
            }
            waiting.remove();
            taken += next.weight();
            weight -= next.weight();
            records.add(next.record());
            offsets.put(Batch.partitionOf(next.record()), after(next.record()));
        }
        takeExhausted(offsets);
        return new Batch(records, offsets);
    }

    void drop(Collection<TopicPartition> partitions) {
        read.keySet().removeAll(partitions);
        waiting.removeIf(one -> partitions.contains(Batch.partitionOf(one.record())));
        weight = waiting.stream().mapToLong(Waiting::weight).sum();
    }

    void clear() {
        read.clear();
        waiting.clear();
        weight = 0;
    }

    /** Where nothing of a partition is left waiting, the poll's own offset counts: it lies behind markers, too. */
    private void takeExhausted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, OffsetAndMetadata> exhausted = new HashMap<>(read);
        waiting.forEach(one -> exhausted.remove(Batch.partitionOf(one.record())));
        offsets.putAll(exhausted);
        read.keySet().removeAll(exhausted.keySet());
    }

    private static OffsetAndMetadata after(ConsumerRecord<byte[], byte[]> record) {
        return new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), "");
    }

    private Duration rest(Duration linger, long since) {
        Duration rest = linger.minus(time.since(since));
        return rest.isNegative() ? Duration.ZERO : rest;
    }
}
