package io.retort.learning.classifier;

import io.retort.learning.student.StudentDescription;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code config.json} of a text classifier says.
 *
 * @param classes names, in the order of their ids, at least two
 * @param settings as the student was created with
 * @param seed as the student was created with; its first weights are zeros, so nothing depends on it yet
 * @param temperature its own, above 0, or {@link #NO_TEMPERATURE} where it has not learned yet
 */
record TextClassifierConfiguration(
        List<String> classes, TextClassifierSettings settings, long seed, float temperature) {

    static final String KIND = "text-classifier";
    static final float NO_TEMPERATURE = 0;

    TextClassifierConfiguration {
        if (classes.size() < 2) {
            throw new IllegalArgumentException(classes.size() + " classes; allowed: at least 2");
        }
        if (!(temperature >= 0 && temperature < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature is " + temperature + "; allowed: 0 or above");
        }
        classes = List.copyOf(classes);
    }

    TextFeatures features() {
        return new TextFeatures(settings.wordRows(), settings.characterRows());
    }

    int rows() {
        return settings.wordRows() + settings.characterRows() + 1;
    }

    TextClassifierConfiguration withTemperature(float temperature) {
        return new TextClassifierConfiguration(classes, settings, seed, temperature);
    }

    StudentDescription description() {
        LabelSpaceReference labelSpace =
                new LabelSpaceReference(LabelSpaceKind.CLASSES, Fingerprints.ofClasses(classes), classes.size());
        return new StudentDescription(KIND, labelSpace, (long) rows() * classes.size(), describedSettings());
    }

    private SortedMap<String, String> describedSettings() {
        SortedMap<String, String> described = new TreeMap<>();
        described.put("wordRows", String.valueOf(settings.wordRows()));
        described.put("characterRows", String.valueOf(settings.characterRows()));
        described.put("learningRate", String.valueOf(settings.learningRate()));
        described.put("regression", String.valueOf(settings.regression()));
        return described;
    }
}
