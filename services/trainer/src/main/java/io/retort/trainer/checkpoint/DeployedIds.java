package io.retort.trainer.checkpoint;

import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which checkpoints of a student have to be kept because they are served, or would be after a rollback. */
public final class DeployedIds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeployedIds.class);

    /** Training waits for it. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final String student;
    private final DeploymentLog log;

    public DeployedIds(KafkaClients clients, TopicNames topics, String student) {
        this.student = student;
        this.log = new DeploymentLog(clients, topics);
    }

    /** As the deployments topic says now; empty if it cannot be read in time: then nothing may be retired. */
    public Optional<Set<String>> now() {
        try {
            log.catchUp(LIMIT);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("student", student)
                    .addKeyValue("reason", e.toString())
                    .log("which checkpoints are served cannot be read; none is retired this time");
            return Optional.empty();
        }
        StudentDeployment deployed = log.of(student);
        return Optional.of(Stream.of(deployed.live(), deployed.previous())
                .flatMap(Optional::stream)
                .map(DeployedCheckpoint::getId)
                .collect(Collectors.toSet()));
    }

    @Override
    public void close() {
        log.close();
    }
}
