package io.retort.schemas.deployment;

import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a student stands after the decisions made so far. Every reader of the deployments topic folds the same records in the
 * same order, so all come to the same: a decision counts only if it is based on the newest that counts, and of two made at the
 * same time the one that stands first in the topic wins. That is compare-and-set without a lock.
 *
 * @param newest the newest decision that counts
 * @param lives the last checkpoints, up to {@value #MOST_LIVES}, that have been live, the live one last; those that were rolled
 *     back are left out
 * @param held whether the gate decides nothing until a person releases it
 */
public record StudentDeployment(Optional<Deployment> newest, List<DeployedCheckpoint> lives, boolean held) {

    /** As far back as anyone rolls back; the topic itself is kept for ever. */
    static final int MOST_LIVES = 1000;

    public StudentDeployment {
        lives = List.copyOf(lives);
    }

    /** A student about which nothing has been decided. */
    public static StudentDeployment none() {
        return new StudentDeployment(Optional.empty(), List.of(), false);
    }

    /** What the next decision has to be based on; empty for the first. */
    public Optional<String> base() {
        return newest.map(Deployment::getId);
    }

    /** The checkpoint that is served. */
    public Optional<DeployedCheckpoint> live() {
        return lives.isEmpty() ? Optional.empty() : Optional.of(lives.get(lives.size() - 1));
    }

    /** What a rollback brings back. */
    public Optional<DeployedCheckpoint> previous() {
        return lives.size() < 2 ? Optional.empty() : Optional.of(lives.get(lives.size() - 2));
    }

    /** Whether a decision counts, standing next in the topic. */
    public boolean accepts(Deployment decision) {
        return Objects.equals(decision.getBasedOn(), base().orElse(null));
    }

    /**
     * Where it stands after one more decision.
     *
     * @throws IllegalArgumentException if it does not count
     */
    public StudentDeployment after(Deployment decision) {
        if (!accepts(decision)) {
            throw new IllegalArgumentException("decision " + decision.getId() + " is based on " + decision.getBasedOn()
                    + ", not on the newest, " + base().orElse("none"));
        }
        List<DeployedCheckpoint> after = new ArrayList<>(lives);
        boolean heldAfter = held;
        switch (decision.getAction()) {
            case PROMOTE -> {
                after.add(checkpoint(decision));
                if (after.size() > MOST_LIVES) {
                    after.remove(0);
                }
                heldAfter = false;
            }
            case ROLL_BACK -> rollBack(after, checkpoint(decision));
            case HOLD -> heldAfter = true;
            case RELEASE -> heldAfter = false;
            case REFUSE -> {}
        }
        return new StudentDeployment(Optional.of(decision), after, heldAfter);
    }

    private static void rollBack(List<DeployedCheckpoint> lives, DeployedCheckpoint to) {
        while (!lives.isEmpty() && !lives.get(lives.size() - 1).getId().equals(to.getId())) {
            lives.remove(lives.size() - 1);
        }
        if (lives.isEmpty()) {
            lives.add(to);
        }
    }

    private static DeployedCheckpoint checkpoint(Deployment decision) {
        if (decision.getCheckpoint() == null) {
            throw new IllegalArgumentException(decision.getAction() + " without a checkpoint");
        }
        return decision.getCheckpoint();
    }
}
