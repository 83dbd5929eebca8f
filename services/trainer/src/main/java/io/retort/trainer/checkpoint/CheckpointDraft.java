package io.retort.trainer.checkpoint;

import io.retort.learning.student.NumericsProfile;
import io.retort.learning.student.StudentDescription;
import io.retort.learning.student.StudentSnapshot;
import io.retort.schemas.record.PrequentialWindow;
import io.retort.trainer.journal.JournalTail;
import io.retort.trainer.learner.Learner;
import io.retort.trainer.learner.LearnerState;
import java.util.Map;
import java.util.TreeMap;

/**
 * All of a trainer at one step, immutable: weights, optimizer state, random state and position as one unit.
 *
 * @param student the student's state
 * @param learner the state beside it
 * @param description what the student is
 * @param numerics what it was computed on
 * @param prequential its figures
 * @param tail where the journal stands
 * @param next first offset of each partition of soft-labels that is not in it
 */
public record CheckpointDraft(
        StudentSnapshot student,
        LearnerState learner,
        StudentDescription description,
        NumericsProfile numerics,
        PrequentialWindow prequential,
        JournalTail tail,
        Map<Integer, Long> next) {

    public CheckpointDraft {
        next = new TreeMap<>(next);
    }

    public static CheckpointDraft of(Learner learner, JournalTail tail, Map<Integer, Long> next) {
        return new CheckpointDraft(
                learner.snapshot(),
                learner.state(),
                learner.description(),
                learner.numerics(),
                learner.prequential(),
                tail,
                next);
    }
}
