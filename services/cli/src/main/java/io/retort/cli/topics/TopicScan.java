package io.retort.cli.topics;

import io.retort.platform.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads what is committed of a topic, up to where it ends at the moment; waits for nothing that is still open. */
public final class TopicScan {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaClients clients;
    private final String topic;

    public TopicScan(KafkaClients clients, String topic) {
        this.clients = clients;
        this.topic = topic;
    }

    /** How many records there are. */
    public long count() throws Exception {
        long[] count = {0};
        read(Map.of(), found -> {
            count[0]++;
            return true;
        });
        return count[0];
    }

    /**
     * Shows records to a visitor, in the order of each partition.
     *
     * @param from where to begin; a partition that is not named is read from its beginning
     * @param visitor says whether to go on
     */
    public void read(Map<TopicPartition, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> visitor)
            throws Exception {
        Map<TopicPartition, Long> ends = ends();
        try (Consumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(
                    ends.keySet().stream().filter(one -> !from.containsKey(one)).toList());
            from.forEach((partition, offset) -> {
                if (ends.containsKey(partition)) {
                    consumer.seek(partition, offset);
                }
            });
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    if (!visitor.test(found)) {
                        return;
                    }
                }
            }
        }
    }

    /** The end of what is committed, for each partition. */
    public Map<TopicPartition, Long> ends() throws Exception {
        try (Admin admin = clients.admin()) {
            int partitions = 0;
            for (TopicDescription description :
                    admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
                partitions = description.partitions().size();
            }
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }
    }
}
