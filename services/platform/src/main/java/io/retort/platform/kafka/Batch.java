package io.retort.platform.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way from the input to one transaction, and the offsets that say they are done. Belongs to the
 * consumer's thread.
 */
final class Batch {

    /** A record and, once it has one, its last outcome. */
    static final class Entry {
        private final ConsumerRecord<byte[], byte[]> record;
        private @Nullable TransformOutcome outcome;
        private int attempts;

        Entry(ConsumerRecord<byte[], byte[]> record) {
            this.record = record;
        }

        ConsumerRecord<byte[], byte[]> record() {
            return record;
        }

        /** The outcome; null as long as the record has still to be transformed. */
        @Nullable TransformOutcome outcome() {
            return outcome;
        }

        int attempts() {
            return attempts;
        }

        /** Takes the outcome of one more attempt. */
        void attempted(TransformOutcome result) {
            attempts++;
            outcome = result.match(done -> done, refused -> refused, unavailable -> null);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> offsets;

    /** @param offsets the next offset to read of each partition once these records are done; of others too if known */
    Batch(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, OffsetAndMetadata> offsets) {
        records.forEach(record -> entries.add(new Entry(record)));
        this.offsets = new HashMap<>(offsets);
    }

    List<Entry> entries() {
        return entries;
    }

    /** The entries that have still to be transformed. */
    List<Entry> pending() {
        return entries.stream().filter(entry -> entry.outcome() == null).toList();
    }

    Map<TopicPartition, OffsetAndMetadata> offsets() {
        return offsets;
    }

    /** Whether there is nothing to commit. */
    boolean isEmpty() {
        return offsets.isEmpty();
    }

    /**
     * Forgets what is not ours any more.
     *
     * @return how many records were forgotten
     */
    int drop(Collection<TopicPartition> partitions) {
        offsets.keySet().removeAll(partitions);
        int before = entries.size();
        entries.removeIf(entry -> partitions.contains(partitionOf(entry.record())));
        return before - entries.size();
    }

    static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
