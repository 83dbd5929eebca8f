package io.retort.server.gate;

import io.retort.platform.deployment.Announced;
import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.deployment.DeploymentWriter;
import io.retort.platform.time.Time;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.record.Evidence;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the gate decides. Used by one thread. */
final class GateDecisions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GateDecisions.class);
    private static final Duration READ_BACK = Duration.ofSeconds(10);

    /**
     * What is to be decided of a candidate.
     *
     * @param promote or else refuse
     * @param reason for a person
     * @param evidence none for a student's first
     */
    record Decision(boolean promote, String reason, Optional<Evidence> evidence) {

        static Decision of(Verdict verdict, String reason) {
            return new Decision(verdict.promote(), reason, Optional.of(verdict.evidence()));
        }
    }

    private final String student;
    private final Time time;
    private final GateFigures figures;
    private final DeploymentWriter writer;

    /** @param log not owned */
    GateDecisions(GateParts parts, DeploymentLog log, GateFigures figures) {
        this.student = parts.settings().student();
        this.time = parts.time();
        this.figures = figures;
        this.writer = new DeploymentWriter(parts.clients(), parts.topics(), log, READ_BACK);
    }

    /** Decides; or does not, if another was first: then the log has moved on. */
    void decide(Announced candidate, StudentDeployment deployed, Decision decision) {
        Deployment made = Deployment.newBuilder()
                .setStudent(student)
                .setId(UUID.randomUUID().toString())
                .setBasedOn(deployed.base().orElse(null))
                .setAction(decision.promote() ? DeploymentAction.PROMOTE : DeploymentAction.REFUSE)
                .setCheckpoint(candidate.toDeployed())
                .setPrequential(candidate.checkpoint().getPrequential())
                .setDecider(Decider.GATE)
                .setReason(decision.reason())
                .setEvidence(decision.evidence().orElse(null))
                .setDecidedAt(time.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
        boolean counts = writer.decide(made).match(counted -> true, overtaken -> false);
        if (counts) {
            figures.decided(made);
        }
        LOG.atInfo()
                .addKeyValue("student", student)
                .addKeyValue("checkpoint", candidate.id())
                .addKeyValue("action", made.getAction())
                .addKeyValue("reason", decision.reason())
                .log(counts ? "decided" : "another decision came first; looking again");
    }

    @Override
    public void close() {
        writer.close();
    }
}
