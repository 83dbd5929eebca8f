package io.retort.trainer.restore;

import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import io.retort.trainer.journal.JournalTail;
import io.retort.trainer.learner.Learner;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A trainer's state as the last committed transaction left it.
 *
 * @param learner ready for the next step
 * @param tail the journal's end
 * @param next first offset of each partition of soft-labels that is in no step
 * @param newest the newest announced checkpoint; none if the student is new
 * @param journalPartition where the student's entries lie
 * @param journalEnd where the next entry will stand, at least
 * @param topic the soft-labels topic
 */
public record Restored(
        Learner learner,
        JournalTail tail,
        Map<Integer, Long> next,
        Optional<AnnouncedCheckpoint> newest,
        int journalPartition,
        long journalEnd,
        LabelsTopic topic) {

    public Restored {
        next = new TreeMap<>(next);
    }
}
