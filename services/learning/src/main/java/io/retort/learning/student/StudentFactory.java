package io.retort.learning.student;

import io.retort.schemas.record.LabelSpace;
import java.io.IOException;
import java.nio.file.Path;

/** Makes and loads students of one kind. */
public interface StudentFactory {

    /** The first student: a function of the label space, the factory's settings and the seed. */
    Student create(LabelSpace labelSpace, long seed);

    /**
     * The student whose snapshot was written to the directory, ready to go on as if it had never stopped.
     *
     * @throws UnusableModelException if a file is missing, malformed, or of another kind of student
     */
    Student load(Path directory) throws IOException;
}
