package io.retort.schemas.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for what an admin client asked, as long as its {@code default.api.timeout.ms}. */
public final class AdminAnswers {

    private AdminAnswers() {}

    /**
     * The answer.
     *
     * @throws KafkaException the broker's or the client's own
     */
    public static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the thread's flag again
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException("the broker could not be asked", e.getCause());
        }
    }

    /** The topics that exist, with their descriptions. */
    static Map<Topic, TopicDescription> describe(Admin admin, TopicNames names) {
        Map<Topic, KafkaFuture<TopicDescription>> asked = new HashMap<>();
        var answers = admin.describeTopics(names.all()).topicNameValues();
        for (Topic topic : Topic.values()) {
            asked.put(topic, answers.get(names.of(topic)));
        }
        Map<Topic, TopicDescription> existing = new HashMap<>();
        asked.forEach((topic, answer) -> ifExists(answer).ifPresent(found -> existing.put(topic, found)));
        return existing;
    }

    private static Optional<TopicDescription> ifExists(KafkaFuture<TopicDescription> answer) {
        try {
            return Optional.of(await(answer));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }
}
