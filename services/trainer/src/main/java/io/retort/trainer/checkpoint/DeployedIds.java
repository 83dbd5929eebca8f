package io.retort.trainer.checkpoint;

import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.time.Time;
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

    /** A topic that cannot be read is let be for so long, or training would do little else than wait for it. */
    private static final Duration LET_BE = Duration.ofSeconds(30);

    private final String student;
    private final DeploymentLog log;
    private final Time time;
    private boolean failed;
    private long failedAt;

    public DeployedIds(KafkaClients clients, TopicNames topics, String student, Time time) {
        this.student = student;
        this.log = new DeploymentLog(clients, topics);
        this.time = time;
    }

    /** As the deployments topic says now; empty if it cannot be read, or could not a moment ago: then nothing may be retired. */
    public Optional<Set<String>> now() {
        if (failed && time.since(failedAt).compareTo(LET_BE) < 0) {
            return Optional.empty();
        }
        try {
            log.catchUp(LIMIT);
            failed = false;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failed = true;
            failedAt = time.nanos();
            LOG.atWarn()
                    .addKeyValue("student", student)
                    .addKeyValue("reason", e.toString())
                    .log("which checkpoints are served cannot be read; none is retired for a while");
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
