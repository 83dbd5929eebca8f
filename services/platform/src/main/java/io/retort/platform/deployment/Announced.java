package io.retort.platform.deployment;

import io.retort.schemas.deployment.DeployedCheckpoints;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.DeployedCheckpoint;

/**
 * A checkpoint whose files are there.
 *
 * @param checkpoint as announced
 * @param offset of its record in the checkpoints topic
 */
public record Announced(Checkpoint checkpoint, long offset) {

    public String id() {
        return checkpoint.getId();
    }

    public long step() {
        return checkpoint.getStep();
    }

    /** What a decision says of it. */
    public DeployedCheckpoint toDeployed() {
        return DeployedCheckpoints.of(checkpoint, offset);
    }
}
