package io.retort.learning.language.training;

import io.retort.learning.student.Student;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Loads a student, steps through the batches a seed gives, and writes it: a process of its own. */
final class ContinueInAnotherProcess {

    private static final int STEPS = 6;

    private ContinueInAnotherProcess() {}

    /** @param arguments where to load from and where to write to */
    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        try (Student student = ToyStudents.factory(from, ToyStudents.settings()).load(from)) {
            learn(student);
            student.snapshot().writeTo(Path.of(arguments[1]));
        }
    }

    static void learn(Student student) {
        ToyLabels labels = new ToyLabels(21);
        for (int i = 0; i < STEPS; i++) {
            student.step(labels.batch(24), List.of(labels.batch(8)));
        }
    }
}
