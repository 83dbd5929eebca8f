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
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the deployments topic from its first decision on; every follower comes to the same state. Used by one thread, except
 * for {@link #wakeup}.
 */
public final class DeploymentLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentLog.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final RecordCodec<Deployment> codec = RecordCodecs.deployment();
    private final DeploymentFold fold = new DeploymentFold();

    public DeploymentLog(KafkaClients clients, TopicNames topics) {
        this.partition = new TopicPartition(topics.of(Topic.DEPLOYMENTS), 0);
        // Nothing is ever deleted from the topic, so its beginning is the first decision.
        this.consumer = clients.consumer(Map.of("auto.offset.reset", "earliest"));
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /**
     * Waits for further decisions and takes them.
     *
     * @return those that count, in order; empty if none came within the time
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeup}
     */
    public List<Deployment> poll(Duration wait) {
        List<Deployment> counted = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            if (record.value() != null) {
                codec.decode(record.value())
                        .<Runnable>match(
                                read -> () -> take(read, counted),
                                unreadable -> () -> skip(record, unreadable.reason()))
                        .run();
            }
        }
        return counted;
    }

    /**
     * Takes all decisions that were made before this call.
     *
     * @throws TimeoutException if the broker does not give them within the time
     */
    public List<Deployment> catchUp(Duration limit) {
        long end = Objects.requireNonNull(
                consumer.endOffsets(List.of(partition), limit).get(partition), "a partition asked for is answered");
        return readTo(end, limit);
    }

    /** Takes all decisions before an offset. */
    List<Deployment> readTo(long end, Duration limit) {
        List<Deployment> counted = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        while (consumer.position(partition, limit) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(
                        partition.topic() + " could not be read to its end within " + limit.toSeconds() + " s");
            }
            counted.addAll(poll(POLL));
        }
        return counted;
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
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(Deployment decision, List<Deployment> counted) {
        if (fold.take(decision)) {
            counted.add(decision);
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("skipped a record of deployments that cannot be read");
    }
}
