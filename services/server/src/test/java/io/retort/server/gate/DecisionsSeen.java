package io.retort.server.gate;

import io.retort.platform.deployment.Announced;
import io.retort.platform.deployment.AnnouncementLog;
import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.deployment.DeploymentWriter;
import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The decisions on the test's student, as anyone sees them, and a person who decides. */
final class DecisionsSeen implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<Deployment> counted = new ArrayList<>();
    private final KafkaClients clients;
    private final TopicNames topics;
    private final DeploymentLog log;
    private final DeploymentWriter writer;

    DecisionsSeen(KafkaClients clients, TopicNames topics) {
        this.clients = clients;
        this.topics = topics;
        this.log = new DeploymentLog(clients, topics, counted::add);
        this.writer = new DeploymentWriter(clients, topics, log, LIMIT);
    }

    /** Waits for the one decision on a checkpoint. */
    Deployment awaitOn(String checkpoint) {
        return Awaitility.await("a decision on " + checkpoint)
                .atMost(LIMIT)
                .until(() -> on(checkpoint), Optional::isPresent)
                .orElseThrow();
    }

    /** All that count, in order. */
    List<Deployment> all() {
        log.catchUp(LIMIT);
        return List.copyOf(counted);
    }

    String live() {
        log.catchUp(LIMIT);
        return standing().live().orElseThrow().getId();
    }

    StudentDeployment standing() {
        return log.of(HandTrainer.STUDENT);
    }

    /** A person decides. */
    void person(DeploymentAction action, @Nullable String checkpoint) {
        log.catchUp(LIMIT);
        Announced announced = checkpoint == null ? null : announced(checkpoint);
        boolean counts = writer.decide(Deployment.newBuilder()
                        .setStudent(HandTrainer.STUDENT)
                        .setId(UUID.randomUUID().toString())
                        .setBasedOn(standing().base().orElse(null))
                        .setAction(action)
                        .setCheckpoint(announced == null ? null : announced.toDeployed())
                        .setPrequential(
                                announced == null
                                        ? null
                                        : announced.checkpoint().getPrequential())
                        .setDecider(Decider.PERSON)
                        .setReason("test")
                        .setDecidedAt(Instant.now())
                        .build())
                .match(yes -> true, overtaken -> false);
        if (!counts) {
            throw new AssertionError("another decision came first");
        }
    }

    @Override
    public void close() {
        writer.close();
        log.close();
    }

    private Optional<Deployment> on(String checkpoint) {
        return all().stream()
                .filter(one -> one.getCheckpoint() != null
                        && Objects.requireNonNull(one.getCheckpoint()).getId().equals(checkpoint))
                .findFirst();
    }

    private Announced announced(String id) {
        try (AnnouncementLog announcements = new AnnouncementLog(clients, topics, HandTrainer.STUDENT)) {
            announcements.catchUp(LIMIT);
            return announcements.find(id).orElseThrow();
        }
    }
}
