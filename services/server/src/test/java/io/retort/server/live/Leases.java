package io.retort.server.live;

import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.model.ServedModel;

/** Leases for tests of what uses them. */
public final class Leases {

    private Leases() {}

    /** The only lease of a checkpoint that is already retired: closing it closes the model. */
    public static Lease last(String student, DeployedCheckpoint checkpoint, ServedModel model) {
        LiveCheckpoint live = new LiveCheckpoint(student, checkpoint, model, () -> {});
        Lease lease = live.lease().orElseThrow();
        live.retire();
        return lease;
    }
}
