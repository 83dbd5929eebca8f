package io.retort.trainer.journal;

import io.retort.schemas.topic.AdminAnswers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The real ends and beginnings of partitions: high watermarks, whatever transactions are open, and log starts. */
public final class HighWatermarks {

    private final Admin admin;

    public HighWatermarks(Admin admin) {
        this.admin = admin;
    }

    public long of(TopicPartition partition) {
        return one(partition, of(List.of(partition)));
    }

    public long logStart(TopicPartition partition) {
        return one(partition, logStarts(List.of(partition)));
    }

    public Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
        return ask(partitions, OffsetSpec.latest());
    }

    public Map<TopicPartition, Long> logStarts(Collection<TopicPartition> partitions) {
        return ask(partitions, OffsetSpec.earliest());
    }

    private static long one(TopicPartition partition, Map<TopicPartition, Long> offsets) {
        return Objects.requireNonNull(offsets.get(partition), "each partition asked for is answered");
    }

    private Map<TopicPartition, Long> ask(Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> question =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        AdminAnswers.await(admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all())
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
