package io.retort.learning.classifier;

import io.retort.learning.student.Student;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Loads a student, steps through the batches a seed gives, and writes it: a process of its own. */
final class ContinueInAnotherProcess {

    static final int STEPS = 6;

    private ContinueInAnotherProcess() {}

    /** @param arguments where to load from and where to write to */
    public static void main(String[] arguments) throws IOException {
        try (Student student = load(Path.of(arguments[0]))) {
            learn(student);
            student.snapshot().writeTo(Path.of(arguments[1]));
        }
    }

    static Student load(Path directory) throws IOException {
        return new TextClassifierFactory(TextClassifierSettings.defaults()).load(directory);
    }

    static void learn(Student student) {
        Labels labels = new Labels(21);
        for (int i = 0; i < STEPS; i++) {
            student.step(labels.batch(64), List.of(labels.topBatch(64, 5)));
        }
    }
}
