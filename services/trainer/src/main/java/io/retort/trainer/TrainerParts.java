package io.retort.trainer;

import io.retort.learning.student.StudentFactory;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.time.Time;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.topic.TopicNames;
import io.retort.trainer.settings.TrainerSettings;
import java.util.Optional;

/**
 * What a trainer is wired from.
 *
 * @param settings how it trains
 * @param clients to the cluster
 * @param topics their names
 * @param students makes and loads students of one kind
 * @param labelSpace what a new student is for; where empty, what the one teacher has announced
 * @param time its clocks
 */
public record TrainerParts(
        TrainerSettings settings,
        KafkaClients clients,
        TopicNames topics,
        StudentFactory students,
        Optional<LabelSpace> labelSpace,
        Time time) {

    /** See {@link TrainerSettings#groupId}. */
    public String groupId() {
        return settings.groupId(topics);
    }

    /** The only fence between two trainers of one student. */
    public String transactionalId() {
        return settings.groupId(topics);
    }
}
