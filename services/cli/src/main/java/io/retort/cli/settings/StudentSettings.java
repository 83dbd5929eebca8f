package io.retort.cli.settings;

import io.retort.learning.classifier.TextClassifierFactory;
import io.retort.learning.classifier.TextClassifierSettings;
import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.student.StudentFactory;
import io.retort.schemas.record.LabelSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The text classifier that learns; see {@link TextClassifierSettings}. A student that exists keeps its own, but for the
 * threads.
 *
 * @param classes file of a new student's classes, JSON or lines; where empty, the only label space teachers have announced
 */
public record StudentSettings(
        Optional<Path> classes, int wordRows, int characterRows, double learningRate, double regression, int threads) {

    public StudentSettings {
        textClassifier(wordRows, characterRows, learningRate, regression, threads); // refuses what is not allowed
    }

    static StudentSettings standard() {
        TextClassifierSettings standard = TextClassifierSettings.defaults();
        return new StudentSettings(
                Optional.empty(),
                standard.wordRows(),
                standard.characterRows(),
                Double.parseDouble(Float.toString(standard.learningRate())),
                Double.parseDouble(Float.toString(standard.regression())),
                standard.threads());
    }

    /** Reads what a new student is for, if that is said. */
    public Optional<LabelSpace> labelSpace() throws IOException {
        return classes.isPresent()
                ? Optional.of(ClassSet.read(classes.get()).toLabelSpace(Instant.now()))
                : Optional.empty();
    }

    public StudentFactory factory() {
        return new TextClassifierFactory(textClassifier(wordRows, characterRows, learningRate, regression, threads));
    }

    private static TextClassifierSettings textClassifier(
            int wordRows, int characterRows, double learningRate, double regression, int threads) {
        return new TextClassifierSettings(wordRows, characterRows, (float) learningRate, (float) regression, threads);
    }
}
