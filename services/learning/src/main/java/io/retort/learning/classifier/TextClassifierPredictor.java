package io.retort.learning.classifier;

import io.retort.learning.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Serves a text classifier's checkpoint in plain Java, without the engine. Immutable and thread-safe. */
public final class TextClassifierPredictor {

    private final List<String> classes;
    private final TextFeatures features;
    private final float[] rowWeights;
    private final float[] table; // row by row

    private TextClassifierPredictor(TextClassifierConfiguration configuration, float[] rowWeights, float[] table) {
        this.classes = configuration.classes();
        this.features = configuration.features();
        this.rowWeights = rowWeights;
        this.table = table;
    }

    /**
     * Loads a checkpoint's directory.
     *
     * @throws io.retort.learning.student.UnusableModelException if a file is missing, malformed, or of another kind
     */
    public static TextClassifierPredictor load(Path directory) throws IOException {
        TextClassifierConfiguration configuration = ConfigurationFile.read(directory, 1);
        SafetensorsFile model = SafetensorsFile.open(directory.resolve(TextClassifierSnapshot.MODEL_FILE));
        int rows = configuration.rows();
        int classes = configuration.classes().size();
        float[] rowWeights = new float[rows];
        model.floats(TextClassifierSnapshot.ROW_WEIGHTS, rows).get(rowWeights);
        float[] table = new float[Math.multiplyExact(rows, classes)];
        model.floats(TextClassifierSnapshot.TABLE, rows, classes).get(table);
        return new TextClassifierPredictor(configuration, rowWeights, table);
    }

    /** Class names, in the order of the probabilities. */
    public List<String> classes() {
        return classes;
    }

    /** One probability a class, at the student's own temperature, summing to 1 up to rounding. Any text has some. */
    public float[] probabilities(String text) {
        float[] logits = logits(features.of(text));
        softmax(logits);
        return logits;
    }

    private float[] logits(int[] rows) {
        float[] values = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = rowWeights[rows[i]];
        }
        UnitLength.scale(values);
        float[] logits = new float[classes.size()];
        for (int i = 0; i < rows.length; i++) {
            addRow(logits, values[i], rows[i] * logits.length);
        }
        return logits;
    }

    private void addRow(float[] logits, float value, int begin) {
        for (int c = 0; c < logits.length; c++) {
            logits[c] += value * table[begin + c];
        }
    }

    private static void softmax(float[] logits) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            greatest = Math.max(greatest, logit);
        }
        double sum = 0;
        for (int c = 0; c < logits.length; c++) {
            double exponential = Math.exp((double) logits[c] - greatest);
            logits[c] = (float) exponential;
            sum += exponential;
        }
        for (int c = 0; c < logits.length; c++) {
            logits[c] = (float) (logits[c] / sum);
        }
    }
}
