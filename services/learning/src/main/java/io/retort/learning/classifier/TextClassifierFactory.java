package io.retort.learning.classifier;

import io.retort.learning.safetensors.SafetensorsFile;
import io.retort.learning.student.Student;
import io.retort.learning.student.StudentFactory;
import io.retort.learning.student.UnusableModelException;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import java.io.IOException;
import java.nio.file.Path;

/** Makes and loads text classifiers. Thread-safe. */
public final class TextClassifierFactory implements StudentFactory {

    private final TextClassifierSettings settings;

    /** @param settings of the students it creates; those it loads keep their own, but for the threads */
    public TextClassifierFactory(TextClassifierSettings settings) {
        this.settings = settings;
    }

    @Override
    public Student create(LabelSpace labelSpace, long seed) {
        if (labelSpace.getKind() != LabelSpaceKind.CLASSES) {
            throw new IllegalArgumentException(
                    "a text classifier for a label space of kind " + labelSpace.getKind() + "; allowed: CLASSES");
        }
        TextClassifierConfiguration configuration = new TextClassifierConfiguration(
                labelSpace.getNames(), settings, seed, TextClassifierConfiguration.NO_TEMPERATURE);
        return new TextClassifier(configuration, model(configuration), 0);
    }

    @Override
    public Student load(Path directory) throws IOException {
        TextClassifierConfiguration configuration = ConfigurationFile.read(directory, settings.threads());
        int rows = configuration.rows();
        SafetensorsFile weights = SafetensorsFile.open(directory.resolve(TextClassifierSnapshot.MODEL_FILE));
        SafetensorsFile optimizer = SafetensorsFile.open(directory.resolve(TextClassifierSnapshot.OPTIMIZER_FILE));
        long steps = steps(directory, optimizer);
        TextClassifierModel model = model(configuration);
        try {
            model.restore(
                    weights.floats(
                            TextClassifierSnapshot.TABLE,
                            rows,
                            configuration.classes().size()),
                    optimizer.floats(TextClassifierSnapshot.SQUARES, rows));
            return new TextClassifier(configuration, model, steps);
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static long steps(Path directory, SafetensorsFile optimizer) throws IOException {
        long steps = optimizer.longs(TextClassifierSnapshot.STEPS).get();
        if (steps < 0) {
            throw new UnusableModelException(
                    directory.resolve(TextClassifierSnapshot.OPTIMIZER_FILE), steps + " steps; allowed: 0 or more");
        }
        return steps;
    }

    private static TextClassifierModel model(TextClassifierConfiguration configuration) {
        return new TextClassifierModel(
                configuration.rows(), configuration.classes().size(), configuration.settings());
    }
}
