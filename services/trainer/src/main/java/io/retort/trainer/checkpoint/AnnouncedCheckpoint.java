package io.retort.trainer.checkpoint;

import io.retort.schemas.record.Checkpoint;

/**
 * @param checkpoint as announced
 * @param offset of its record in the checkpoints topic
 */
public record AnnouncedCheckpoint(Checkpoint checkpoint, long offset) {

    /** Whether it is the first student, from which every replay begins. */
    public boolean isFirst() {
        return checkpoint.getEntryNumber() < 0;
    }
}
