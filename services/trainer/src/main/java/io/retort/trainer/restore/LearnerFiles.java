package io.retort.trainer.restore;

import io.retort.learning.student.Student;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.checkpoint.CheckpointFiles;
import io.retort.trainer.learner.Learner;
import io.retort.trainer.learner.LearnerState;
import java.io.IOException;
import java.nio.file.Path;

/** Loads a learner from a checkpoint's files. */
final class LearnerFiles {

    private LearnerFiles() {}

    static Learner load(TrainerParts parts, Path directory) {
        try {
            LearnerState state = CheckpointFiles.read(directory);
            Student student = parts.students().load(directory);
            return new Learner(student, parts.settings().seed(), state);
        } catch (IOException e) {
            throw new TrainerException(Reason.NO_CHECKPOINT, "checkpoint cannot be loaded: " + e.getMessage(), e);
        }
    }
}
