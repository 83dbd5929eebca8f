package io.retort.cli.language;

import io.retort.learning.huggingface.ChosenLayers;
import io.retort.learning.huggingface.InitialStudents;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.huggingface.StudentSizes;
import java.io.IOException;
import java.nio.file.Path;

/** A student to begin with, made for a teacher's vocabulary. */
public sealed interface NewStudent {

    /**
     * Writes it.
     *
     * @param directory new
     */
    void make(Path directory, ModelDirectory teacher) throws IOException;

    /** One that knows nothing. */
    record OfSizes(StudentSizes sizes, long seed) implements NewStudent {
        @Override
        public void make(Path directory, ModelDirectory teacher) throws IOException {
            InitialStudents.ofSizes(directory, teacher, sizes, seed);
        }
    }

    /** Some layers of its teacher. */
    record OfLayers(ChosenLayers layers) implements NewStudent {
        @Override
        public void make(Path directory, ModelDirectory teacher) throws IOException {
            InitialStudents.ofLayers(directory, teacher, layers);
        }
    }
}
