package io.retort.cli.compare;

import io.retort.cli.UserMistake;
import io.retort.cli.quickstart.QuickstartDirectory;
import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.learning.labelspace.ClassSet;
import io.retort.teacher.Teacher;
import io.retort.teacher.encoder.ZeroShotEncoder;
import io.retort.teacher.encoder.ZeroShotSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A checkpoint and its teacher, both loaded.
 *
 * @param checkpoint directory of the checkpoint
 */
public record Pair(Path checkpoint, TextClassifierPredictor student, Teacher teacher, ClassSet classes)
        implements AutoCloseable {

    /**
     * The newest checkpoint in a quickstart's directory, and the teacher it learned from. No broker need run.
     *
     * @throws UserMistake if there is no checkpoint yet
     */
    public static Pair in(QuickstartDirectory directory) throws IOException {
        Path checkpoint = directory
                .newestCheckpoint()
                .orElseThrow(() -> new UserMistake("no checkpoint in " + directory.path()
                        + "; run 'retort quickstart' first, or name its --directory"));
        return load(checkpoint, directory.classes());
    }

    /** @param classes file of the classes; customer support's where empty */
    public static Pair of(Path checkpoint, Optional<Path> classes) throws IOException {
        if (!Files.isDirectory(checkpoint)) {
            throw new UserMistake("--checkpoint: " + checkpoint + " is no directory");
        }
        return load(checkpoint, classes.isPresent() ? ClassSet.read(classes.get()) : ClassSet.customerSupport());
    }

    private static Pair load(Path checkpoint, ClassSet classes) throws IOException {
        TextClassifierPredictor student = TextClassifierPredictor.load(checkpoint);
        return new Pair(checkpoint, student, ZeroShotEncoder.open(classes, ZeroShotSettings.standard()), classes);
    }

    public Comparer comparer() {
        return new Comparer(teacher, classes, student);
    }

    @Override
    public void close() {
        teacher.close();
    }
}
