package io.retort.trainer.label;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one partition that a step consumes.
 *
 * @param partition of soft-labels
 * @param from where the partition's portion before ended
 * @param records at least one, by ascending offset
 */
public record Portion(int partition, long from, List<ConsumerRecord<byte[], byte[]>> records) {

    public Portion {
        if (records.isEmpty() || records.get(0).offset() < from) {
            throw new IllegalArgumentException("a portion of partition " + partition + " from " + from + " with "
                    + records.size() + " records; allowed: at least one, none before it");
        }
        records = List.copyOf(records);
    }

    /** Behind the last record. Markers after it belong to the next portion, so that the log alone decides it. */
    public long to() {
        return records.get(records.size() - 1).offset() + 1;
    }
}
