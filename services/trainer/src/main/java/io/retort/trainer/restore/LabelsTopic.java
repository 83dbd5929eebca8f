package io.retort.trainer.restore;

import io.retort.schemas.topic.AdminAnswers;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * The soft-labels topic as the cluster has it now.
 *
 * @param clusterId of the cluster
 * @param name the topic's full name
 * @param id another topic of the same name has another
 * @param partitions how many it has
 */
public record LabelsTopic(String clusterId, String name, String id, int partitions) {

    /**
     * Asks the cluster, and whether it has what exactly-once needs.
     *
     * @throws TrainerException CLUSTER_UNFIT if transactions are of the first version, in which an old transaction can
     *     reach into a new one
     */
    public static LabelsTopic ask(Admin admin, String name) {
        FinalizedVersionRange transactions = AdminAnswers.await(
                        admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get("transaction.version");
        if (transactions == null || transactions.maxVersionLevel() < 2) {
            throw new TrainerException(
                    Reason.CLUSTER_UNFIT,
                    "the cluster's transaction.version is "
                            + (transactions == null ? 0 : transactions.maxVersionLevel())
                            + "; allowed: 2 or more, as set by 'kafka-features.sh upgrade --feature"
                            + " transaction.version=2'");
        }
        TopicDescription description = describe(admin, name);
        return new LabelsTopic(
                AdminAnswers.await(admin.describeCluster().clusterId()),
                name,
                description.topicId().toString(),
                description.partitions().size());
    }

    static TopicDescription describe(Admin admin, String name) {
        return Objects.requireNonNull(
                AdminAnswers.await(admin.describeTopics(List.of(name)).allTopicNames())
                        .get(name),
                "each topic asked for is answered");
    }

    public List<TopicPartition> allPartitions() {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList();
    }

    /**
     * @throws TrainerException TOPIC_CHANGED if the student has learned from another topic than this
     */
    void requireSame(String learnedFromId, String where) {
        if (!id.equals(learnedFromId)) {
            throw new TrainerException(
                    Reason.TOPIC_CHANGED,
                    name + " now has the id " + id + ", but " + where + " was learned from " + learnedFromId
                            + ": its offsets mean other records. Begin a student of another name");
        }
    }
}
