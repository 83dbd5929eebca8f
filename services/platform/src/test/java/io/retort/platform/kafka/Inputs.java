package io.retort.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Records and polls as a consumer gives them. */
final class Inputs {

    static final TopicPartition P0 = new TopicPartition("prompts", 0);
    static final TopicPartition P1 = new TopicPartition("prompts", 1);

    private Inputs() {}

    static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        byte[] text = (partition.partition() + ":" + offset).getBytes(UTF_8);
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, text, text);
    }

    /** One poll of the records, after which the partitions named are read up to the offsets given. */
    @SafeVarargs
    static ConsumerRecords<byte[], byte[]> poll(
            Map<TopicPartition, Long> next, ConsumerRecord<byte[], byte[]>... records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition = new HashMap<>();
        for (var record : records) {
            byPartition
                    .computeIfAbsent(Batch.partitionOf(record), partition -> new ArrayList<>())
                    .add(record);
        }
        return new ConsumerRecords<>(byPartition, offsets(next));
    }

    static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, Long> next) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach(
                (partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset, Optional.empty(), "")));
        return offsets;
    }
}
