package io.retort.trainer;

import io.retort.trainer.restore.Rebuilding;

/**
 * Rebuilds a student's checkpoints from the first student and the journal alone, and compares the files' hashes with those
 * announced. Publishes nothing, fences nobody: it may run beside the trainer.
 */
public final class Replay {

    private final TrainerParts parts;
    private final StopSignal stop;

    public Replay(TrainerParts parts, StopSignal stop) {
        this.parts = parts;
        this.stop = stop;
    }

    /**
     * @param all whether to compare every announced checkpoint on the way, not only the newest
     * @return whether they came out the same, or the first difference
     * @throws TrainerException if the journal, the first student or labels are gone, or a step comes out otherwise
     */
    public ReplayOutcome run(boolean all) {
        try (Rebuilding rebuilding = new Rebuilding(parts, stop)) {
            return rebuilding.compare(all);
        }
    }
}
