package io.retort.trainer.restore;

import io.retort.schemas.record.Checkpoint;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.journal.JournalReader;
import io.retort.trainer.journal.JournalTail;

/** Checks entry by entry that a journal goes on from a checkpoint: consecutive, and chained. */
final class JournalLinks {

    private JournalTail tail;

    JournalLinks(Checkpoint checkpoint) {
        this.tail = new JournalTail(
                checkpoint.getStudent(), checkpoint.getEntryNumber(), checkpoint.getStep(), checkpoint.getChain());
    }

    /**
     * @throws TrainerException JOURNAL_BROKEN if the entry does not follow the one before
     */
    void accept(JournalReader.Located located) {
        if (!tail.isFollowedBy(located.entry())) {
            throw new TrainerException(
                    Reason.JOURNAL_BROKEN,
                    "the journal entry at offset " + located.offset() + " has number "
                            + located.entry().getNumber() + " and step "
                            + located.entry().getStep() + " and does not follow entry " + tail.number() + " at step "
                            + tail.step() + " of student " + tail.student());
        }
        tail = tail.after(located.entry());
    }

    JournalTail tail() {
        return tail;
    }
}
