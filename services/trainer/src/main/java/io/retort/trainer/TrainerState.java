package io.retort.trainer;

/** What a trainer is doing. */
public enum TrainerState {
    /** Made, not yet run. */
    NEW,
    /** Fencing its predecessor, reading, loading and repeating what the journal holds after the checkpoint. */
    RESTORING,
    /** Learning from labels as they come. */
    LIVE,
    /** Committing what is done and writing the last checkpoint. */
    DRAINING,
    /** Ended in order. */
    STOPPED,
    /** Ended by an error or by another trainer of the same student. */
    FAILED;

    boolean canBecome(TrainerState next) {
        return switch (this) {
            case NEW -> next == RESTORING;
            case RESTORING -> next == LIVE || next == RESTORING || next == STOPPED || next == FAILED;
            case LIVE -> next == DRAINING || next == RESTORING || next == STOPPED || next == FAILED;
            case DRAINING -> next == STOPPED || next == RESTORING || next == FAILED;
            case STOPPED, FAILED -> false;
        };
    }
}
