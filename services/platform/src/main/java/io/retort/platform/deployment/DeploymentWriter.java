package io.retort.platform.deployment;

import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Makes decisions, and sees by the topic whether they count. Used by one thread. */
public final class DeploymentWriter implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final DeploymentLog log;
    private final String topic;
    private final Duration limit;

    /**
     * @param log read on to see the outcome; not owned
     * @param limit longest for the decision to be read back
     */
    public DeploymentWriter(KafkaClients clients, TopicNames topics, DeploymentLog log, Duration limit) {
        this.producer = clients.idempotentProducer();
        this.topic = topics.of(Topic.DEPLOYMENTS);
        this.log = log;
        this.limit = limit;
    }

    /**
     * Writes a decision, and reads the topic on until its place is known. It counts if no other decision of its student stands
     * between it and the one it is based on.
     *
     * @throws KafkaException if it could not be written or read back: it may or may not count, which {@link
     *     DeploymentLog#catchUp} tells later
     */
    public DecisionOutcome decide(Deployment decision) {
        long offset = write(decision);
        boolean counts = log.readTo(offset + 1, limit).stream()
                .anyMatch(counted -> counted.getId().equals(decision.getId()));
        return counts
                ? new DecisionOutcome.Counted(log.of(decision.getStudent()))
                : new DecisionOutcome.Overtaken(log.of(decision.getStudent()));
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }

    private long write(Deployment decision) {
        byte[] key = decision.getStudent().getBytes(StandardCharsets.UTF_8);
        byte[] value = RecordCodecs.deployment().encode(decision);
        try {
            return producer.send(new ProducerRecord<>(topic, key, value)).get().offset();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
