package io.retort.learning.classifier;

import io.retort.learning.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Serves a text classifier's checkpoint in plain Java, without the engine. Immutable and thread-safe. */
public final class TextClassifierPredictor {

    /** The kind of student it serves, as checkpoints name it. */
    public static final String KIND = TextClassifierConfiguration.KIND;

    private final List<String> classes;
    private final TextFeatures features;
    private final float[] table; // row by row

    private TextClassifierPredictor(TextClassifierConfiguration configuration, float[] table) {
        this.classes = configuration.classes();
        this.features = configuration.features();
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
        float[] table = new float[Math.multiplyExact(rows, classes)];
        model.floats(TextClassifierSnapshot.TABLE, rows, classes).get(table);
        return new TextClassifierPredictor(configuration, table);
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
        float[] logits = new float[classes.size()];
        for (int row : rows) {
            addRow(logits, row * logits.length);
        }
        float value = TextFeatures.value(rows.length);
        for (int c = 0; c < logits.length; c++) {
            logits[c] *= value;
        }
        return logits;
    }

    private void addRow(float[] logits, int begin) {
        for (int c = 0; c < logits.length; c++) {
            logits[c] += table[begin + c];
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
