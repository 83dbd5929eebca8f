package io.retort.server;

import io.retort.schemas.deployment.DeploymentFold;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's decisions, one after the other, and what they come to. */
public final class Decisions {

    private final DeploymentFold fold = new DeploymentFold();

    public Deployment promote(DeployedCheckpoint checkpoint) {
        return decide(TellingCheckpoints.STUDENT, DeploymentAction.PROMOTE, checkpoint);
    }

    public Deployment promote(String student, DeployedCheckpoint checkpoint) {
        return decide(student, DeploymentAction.PROMOTE, checkpoint);
    }

    public Deployment rollBack(DeployedCheckpoint checkpoint) {
        return decide(TellingCheckpoints.STUDENT, DeploymentAction.ROLL_BACK, checkpoint);
    }

    public Deployment hold() {
        return decide(TellingCheckpoints.STUDENT, DeploymentAction.HOLD, null);
    }

    public Map<String, StudentDeployment> all() {
        return fold.all();
    }

    private Deployment decide(String student, DeploymentAction action, @Nullable DeployedCheckpoint checkpoint) {
        Deployment decision = Deployment.newBuilder()
                .setStudent(student)
                .setId(UUID.randomUUID().toString())
                .setBasedOn(fold.of(student).base().orElse(null))
                .setAction(action)
                .setCheckpoint(checkpoint)
                .setDecider(Decider.PERSON)
                .setReason("a test")
                .setDecidedAt(Instant.now())
                .build();
        fold.take(decision);
        return decision;
    }
}
