package io.retort.server.live;

import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.model.ServedModel;
import java.util.Optional;

/**
 * A checkpoint in memory and the requests that hold it. Once retired it gives no more leases; its model is closed with the last
 * of them. Safe for use by several threads.
 */
public final class LiveCheckpoint {

    private final String student;
    private final DeployedCheckpoint checkpoint;
    private final ServedModel model;
    private final Runnable onFreed;
    private int leases;
    private boolean retired;
    private boolean freed;

    /** @param onFreed called once, after its memory was given back */
    LiveCheckpoint(String student, DeployedCheckpoint checkpoint, ServedModel model, Runnable onFreed) {
        this.student = student;
        this.checkpoint = checkpoint;
        this.model = model;
        this.onFreed = onFreed;
    }

    public String student() {
        return student;
    }

    public DeployedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** Open for as long as the caller holds a lease. */
    public ServedModel model() {
        return model;
    }

    /** Empty once retired. */
    synchronized Optional<Lease> lease() {
        if (retired) {
            return Optional.empty();
        }
        leases++;
        return Optional.of(new Lease(this));
    }

    void retire() {
        settle(() -> retired = true);
    }

    void release() {
        settle(() -> leases--);
    }

    synchronized boolean isFreed() {
        return freed;
    }

    private void settle(Runnable change) {
        synchronized (this) {
            change.run();
            if (!retired || leases > 0 || freed) {
                return;
            }
            model.close();
            freed = true;
        }
        onFreed.run();
    }
}
