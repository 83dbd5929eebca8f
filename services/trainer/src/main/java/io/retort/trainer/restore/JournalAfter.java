package io.retort.trainer.restore;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.JournalEntry;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.journal.JournalReader;
import io.retort.trainer.journal.JournalTail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The journal's entries after a checkpoint, known to be all of them and to follow from one another.
 *
 * @param entries in order
 * @param tail after the last
 * @param end where the next will stand, at least
 */
record JournalAfter(List<JournalEntry> entries, JournalTail tail, long end) {

    static JournalAfter read(JournalReader journal, Checkpoint checkpoint, Optional<Pointer> pointer) {
        JournalLinks links = new JournalLinks(checkpoint);
        List<JournalEntry> entries = new ArrayList<>();
        long end = journal.read(
                checkpoint.getJournalPartition(), checkpoint.getJournalOffset(), checkpoint.getStudent(), located -> {
                    links.accept(located);
                    return entries.add(located.entry());
                });
        JournalTail tail = links.tail();
        pointer.filter(known -> !known.agreesWith(tail)).ifPresent(known -> {
            throw new TrainerException(
                    Reason.JOURNAL_BROKEN,
                    "the journal of student " + tail.student() + " ends with entry " + tail.number() + " at step "
                            + tail.step() + ", the committed pointer says entry " + known.entryNumber() + " at step "
                            + known.step());
        });
        return new JournalAfter(entries, tail, end);
    }
}
