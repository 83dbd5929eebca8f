package io.retort.producer.source;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer group has read.
 *
 * @param group the group
 * @param offsets of each partition read from, the next offset
 */
public record GroupOffsets(ConsumerGroupMetadata group, Map<TopicPartition, OffsetAndMetadata> offsets) {

    public GroupOffsets {
        offsets = Map.copyOf(offsets);
    }
}
