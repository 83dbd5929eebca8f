package io.retort.trainer.support;

import io.retort.learning.student.Student;
import io.retort.learning.student.StudentFactory;
import io.retort.learning.student.UnusableModelException;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceReference;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Makes and loads {@link PlainStudent}s for one label space. */
public final class PlainStudents implements StudentFactory {

    private final LabelSpace space;

    public PlainStudents(LabelSpace space) {
        this.space = space;
    }

    @Override
    public Student create(LabelSpace labelSpace, long seed) {
        Random random = new Random(seed);
        double[][] weights =
                new double[PlainStudent.FEATURES][labelSpace.getNames().size()];
        for (double[] row : weights) {
            for (int c = 0; c < row.length; c++) {
                row[c] = random.nextGaussian() * 0.01;
            }
        }
        return new PlainStudent(reference(labelSpace), weights);
    }

    @Override
    public Student load(Path directory) throws IOException {
        Path file = directory.resolve("plain.weights");
        int classes = space.getNames().size();
        if (Files.size(file) != (long) PlainStudent.FEATURES * classes * Double.BYTES) {
            throw new UnusableModelException(file, "has the wrong size");
        }
        double[][] weights = new double[PlainStudent.FEATURES][classes];
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            for (double[] row : weights) {
                for (int c = 0; c < classes; c++) {
                    row[c] = in.readDouble();
                }
            }
        }
        return new PlainStudent(reference(space), weights);
    }

    static LabelSpaceReference reference(LabelSpace space) {
        return new LabelSpaceReference(
                space.getKind(), space.getFingerprint(), space.getNames().size());
    }
}
