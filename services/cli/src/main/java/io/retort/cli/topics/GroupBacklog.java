package io.retort.cli.topics;

import io.retort.platform.kafka.KafkaClients;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * What a group has left to read of a topic. Offsets alone do not tell: the markers of transactions count among them, so a
 * group may rest below the end with nothing left.
 */
public final class GroupBacklog {

    private final KafkaClients clients;
    private final String group;
    private final TopicScan topic;

    public GroupBacklog(KafkaClients clients, String group, String topic) {
        this.clients = clients;
        this.group = group;
        this.topic = new TopicScan(clients, topic);
    }

    /** Whether no committed record lies behind the group's committed offsets. */
    public boolean isEmpty() throws Exception {
        Map<TopicPartition, Long> positions = positions();
        Map<TopicPartition, Long> ends = topic.ends();
        if (ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
            return true;
        }
        boolean[] empty = {true};
        topic.read(positions, found -> empty[0] = false);
        return empty[0];
    }

    private Map<TopicPartition, Long> positions() throws Exception {
        try (Admin admin = clients.admin()) {
            Map<TopicPartition, Long> positions = new HashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            positions.put(partition, offset.offset());
                        }
                    });
            return positions;
        }
    }
}
