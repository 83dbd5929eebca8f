package io.retort.cli.settings;

import io.retort.learning.classifier.TextClassifierFactory;
import io.retort.learning.classifier.TextClassifierSettings;
import io.retort.learning.student.StudentFactory;

/**
 * The text classifier that learns; see {@link TextClassifierSettings}. A student that exists keeps its own, but for the
 * threads.
 */
public record StudentSettings(int wordRows, int characterRows, double learningRate, double regression, int threads) {

    public StudentSettings {
        textClassifier(wordRows, characterRows, learningRate, regression, threads); // refuses what is not allowed
    }

    static StudentSettings standard() {
        TextClassifierSettings standard = TextClassifierSettings.defaults();
        return new StudentSettings(
                standard.wordRows(),
                standard.characterRows(),
                Double.parseDouble(Float.toString(standard.learningRate())),
                Double.parseDouble(Float.toString(standard.regression())),
                standard.threads());
    }

    public StudentFactory factory() {
        return new TextClassifierFactory(textClassifier(wordRows, characterRows, learningRate, regression, threads));
    }

    private static TextClassifierSettings textClassifier(
            int wordRows, int characterRows, double learningRate, double regression, int threads) {
        return new TextClassifierSettings(wordRows, characterRows, (float) learningRate, (float) regression, threads);
    }
}
