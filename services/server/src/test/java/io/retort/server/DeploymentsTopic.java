package io.retort.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.deployment.DecisionOutcome;
import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.deployment.DeploymentWriter;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;

/** Decides, on a real topic. */
final class DeploymentsTopic implements AutoCloseable {

    private final Decisions decisions = new Decisions();
    private final DeploymentLog log;
    private final DeploymentWriter writer;

    DeploymentsTopic(String bootstrapServers, TopicNames names) {
        KafkaClients clients = new KafkaClients(new KafkaSettings(bootstrapServers), "test-decisions");
        log = new DeploymentLog(clients, names);
        writer = new DeploymentWriter(clients, names, log, Duration.ofSeconds(30));
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
        writer.close();
        log.close();
    }

    private void write(Deployment decision) {
        assertThat(writer.decide(decision)).isInstanceOf(DecisionOutcome.Counted.class);
    }
}
