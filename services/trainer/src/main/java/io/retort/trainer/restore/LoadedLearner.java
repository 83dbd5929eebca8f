package io.retort.trainer.restore;

import io.retort.learning.student.Student;
import io.retort.schemas.record.Tile;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.checkpoint.CheckpointFiles;
import io.retort.trainer.learner.Learner;
import io.retort.trainer.learner.LearnerState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A learner loaded from a checkpoint's files, all but its rehearsal window: those labels lie in the topic.
 *
 * @param learner the learner
 * @param window the tiles of the steps that its window has to be filled with, oldest first
 */
record LoadedLearner(Learner learner, List<List<Tile>> window) implements AutoCloseable {

    static LoadedLearner from(TrainerParts parts, Path directory) {
        try {
            LearnerState state = CheckpointFiles.read(directory);
            Student student = parts.students().load(directory);
            return new LoadedLearner(new Learner(student, parts.settings().seed(), state), state.window());
        } catch (IOException e) {
            throw new TrainerException(Reason.NO_CHECKPOINT, "checkpoint cannot be loaded: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        learner.close();
    }
}
