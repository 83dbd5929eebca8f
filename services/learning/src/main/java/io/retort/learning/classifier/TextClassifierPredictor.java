package io.retort.learning.classifier;

import io.retort.learning.safetensors.SafetensorsFile;
import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.schemas.label.Distribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Serves a text classifier's checkpoint in plain Java, without the engine. Immutable and thread-safe. */
public final class TextClassifierPredictor {

    /** The kind of student it serves, as checkpoints name it. */
    public static final String KIND = TextClassifierConfiguration.KIND;

    private final List<String> classes;
    private final float temperature;
    private final TextFeatures features;
    private final float[] table; // row by row

    private TextClassifierPredictor(TextClassifierConfiguration configuration, float[] table) {
        this.classes = configuration.classes();
        this.temperature = configuration.temperature();
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

    /** The softmax temperature it has learned at; empty where it has not learned yet. */
    public Optional<Float> temperature() {
        return temperature == TextClassifierConfiguration.NO_TEMPERATURE ? Optional.empty() : Optional.of(temperature);
    }

    /**
     * Whether it can be scored on a label that is in its own label space.
     *
     * @return why it cannot; empty if it can
     */
    public Optional<String> misfit(Example example) {
        return Misfit.of(example, classes.size());
    }

    /** How it does on an example, as {@link io.retort.learning.student.Student#score} says of the student itself. */
    public ExampleScore score(Example example) {
        Distribution target = example.targets().get(0);
        float[] logits = logits(features.of(example.text()));
        double relative = example.temperature() / temperature().orElse(example.temperature());
        return ExampleScore.ofClasses(divergence(target, logits, relative), target.mostLikely(), mostLikely(logits));
    }

    // Forward KL in nats over the target's support and one bucket for its tail; a term with p = 0 counts as 0.
    private static double divergence(Distribution target, float[] logits, double temperature) {
        double[] logQ = logProbabilities(logits, temperature);
        double loss = 0;
        boolean[] inside = new boolean[logQ.length];
        for (int i = 0; i < target.ids().length; i++) {
            double logP = target.logProbabilities()[i];
            inside[target.ids()[i]] = true;
            loss += Math.exp(logP) * (logP - logQ[target.ids()[i]]);
        }
        if (target.tailLogMass() == Float.NEGATIVE_INFINITY) {
            return loss;
        }
        double logP = target.tailLogMass();
        return loss + Math.exp(logP) * (logP - logSumOutside(logQ, inside));
    }

    private static double logSumOutside(double[] logQ, boolean[] inside) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < logQ.length; c++) {
            greatest = inside[c] ? greatest : Math.max(greatest, logQ[c]);
        }
        double sum = 0;
        for (int c = 0; c < logQ.length; c++) {
            sum += inside[c] ? 0 : Math.exp(logQ[c] - greatest);
        }
        return greatest + Math.log(sum);
    }

    private static double[] logProbabilities(float[] logits, double temperature) {
        double greatest = logits[mostLikely(logits)] / temperature;
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit / temperature - greatest);
        }
        double logSum = greatest + Math.log(sum);
        double[] logQ = new double[logits.length];
        for (int c = 0; c < logits.length; c++) {
            logQ[c] = logits[c] / temperature - logSum;
        }
        return logQ;
    }

    private static int mostLikely(float[] logits) {
        int best = 0;
        for (int c = 1; c < logits.length; c++) {
            best = logits[c] > logits[best] ? c : best;
        }
        return best;
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
