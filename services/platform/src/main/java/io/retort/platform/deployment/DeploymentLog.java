package io.retort.platform.deployment;

import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.deployment.DeploymentFold;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the deployments topic from its first decision on; nothing is ever deleted from it. Every follower comes to the same
 * state. Used by one thread, except for {@link #wakeup}.
 */
public final class DeploymentLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentLog.class);

    private final PartitionFollower follower;
    private final RecordCodec<Deployment> codec = RecordCodecs.deployment();
    private final DeploymentFold fold = new DeploymentFold();
    private final Consumer<Deployment> listener;
    private List<Deployment> counted = new ArrayList<>();

    public DeploymentLog(KafkaClients clients, TopicNames topics) {
        this(clients, topics, decision -> {});
    }

    /** @param listener is told of each decision that counts, by whichever call it was taken */
    public DeploymentLog(KafkaClients clients, TopicNames topics, Consumer<Deployment> listener) {
        this.listener = listener;
        this.follower = new PartitionFollower(clients, topics.of(Topic.DEPLOYMENTS), this::take);
    }

    /**
     * Waits for further decisions and takes them.
     *
     * @return those that count, in order; empty if none came within the time
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeup}
     */
    public List<Deployment> poll(Duration wait) {
        follower.poll(wait);
        return drain();
    }

    /**
     * Takes all decisions that were made before this call.
     *
     * @return those that count, in order
     * @throws org.apache.kafka.common.errors.TimeoutException if the broker does not give them within the time; what it gave
     *     is returned by the next call
     */
    public List<Deployment> catchUp(Duration limit) {
        follower.catchUp(limit);
        return drain();
    }

    /** Takes all decisions before an offset. */
    List<Deployment> readTo(long end, Duration limit) {
        follower.readTo(end, limit);
        return drain();
    }

    /** Where a student stands by what was taken so far. */
    public StudentDeployment of(String student) {
        return fold.of(student);
    }

    /** Where all stand by what was taken so far. */
    public Map<String, StudentDeployment> all() {
        return fold.all();
    }

    /** Ends a poll that waits, from any thread. */
    public void wakeup() {
        follower.wakeup();
    }

    @Override
    public void close() {
        follower.close();
    }

    private List<Deployment> drain() {
        List<Deployment> drained = counted;
        counted = new ArrayList<>();
        return drained;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            codec.decode(record.value())
                    .<Runnable>match(read -> () -> take(read), unreadable -> () -> skip(record, unreadable.reason()))
                    .run();
        }
    }

    private void take(Deployment decision) {
        if (fold.take(decision)) {
            counted.add(decision);
            listener.accept(decision);
        }
    }

    private static void skip(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("skipped a record of deployments that cannot be read");
    }
}
