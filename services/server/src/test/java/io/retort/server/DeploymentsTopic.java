package io.retort.server;

import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Decides, on a real topic. */
final class DeploymentsTopic implements AutoCloseable {

    private final Decisions decisions = new Decisions();
    private final Producer<byte[], byte[]> producer;
    private final String topic;

    DeploymentsTopic(String bootstrapServers, TopicNames names) {
        producer = new KafkaClients(new KafkaSettings(bootstrapServers), "test-decisions").idempotentProducer();
        topic = names.of(Topic.DEPLOYMENTS);
    }

    void promote(DeployedCheckpoint checkpoint) {
        write(decisions.promote(checkpoint));
    }

    void promote(String student, DeployedCheckpoint checkpoint) {
        write(decisions.promote(student, checkpoint));
    }

    void rollBack(DeployedCheckpoint checkpoint) {
        write(decisions.rollBack(checkpoint));
    }

    void hold() {
        write(decisions.hold());
    }

    @Override
    public void close() {
        producer.close();
    }

    private void write(Deployment decision) {
        byte[] key = decision.getStudent().getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(
                            topic, key, RecordCodecs.deployment().encode(decision)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
