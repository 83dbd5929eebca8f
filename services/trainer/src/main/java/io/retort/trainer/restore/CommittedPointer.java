package io.retort.trainer.restore;

import io.retort.schemas.topic.AdminAnswers;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Reads the pointer that the trainer's last transaction committed with its group's offsets. */
final class CommittedPointer {

    private final Admin admin;

    CommittedPointer(Admin admin) {
        this.admin = admin;
    }

    /**
     * The pointer, the same at every partition; empty if there is none, as group offsets expire.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if the offsets are unstable for longer than the client's
     *     time-out: another transaction holds them
     * @throws TrainerException JOURNAL_BROKEN if the partitions' pointers differ
     */
    Optional<Pointer> read(String groupId, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed = AdminAnswers.await(
                admin.listConsumerGroupOffsets(groupId, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata());
        Set<Pointer> pointers = new HashSet<>();
        committed.forEach((partition, offset) -> {
            if (offset != null && partition.topic().equals(topic)) {
                Pointer.parse(offset.metadata()).ifPresent(pointers::add);
            }
        });
        if (pointers.size() > 1) {
            throw new TrainerException(
                    Reason.JOURNAL_BROKEN,
                    "the offsets of group " + groupId + " point to different ends of the journal: " + pointers
                            + "; something else has committed for this group");
        }
        return pointers.stream().findFirst();
    }
}
