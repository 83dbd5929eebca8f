package io.retort.trainer.support;

import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.NumericsProfile;
import io.retort.learning.student.StepOutcome;
import io.retort.learning.student.Student;
import io.retort.learning.student.StudentDescription;
import io.retort.learning.student.StudentSnapshot;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Support;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A small real student in plain Java: a linear map over hashed characters, forward KL, plain gradient steps. What it has
 * learned depends on every label and on their order, so a label missed, doubled or swapped changes its bits.
 */
public final class PlainStudent implements Student {

    static final int FEATURES = 64;
    static final double RATE = 0.2;

    private final LabelSpaceReference labelSpace;
    private final double[][] weights;

    PlainStudent(LabelSpaceReference labelSpace, double[][] weights) {
        this.labelSpace = labelSpace;
        this.weights = weights;
    }

    @Override
    public StudentDescription description() {
        return new StudentDescription("plain", labelSpace, (long) FEATURES * labelSpace.getSize(), new TreeMap<>());
    }

    @Override
    public NumericsProfile numerics() {
        return new NumericsProfile("java", "strict", 1);
    }

    @Override
    public Optional<String> misfit(Example example) {
        return example.support() == Support.FULL
                ? Optional.empty()
                : Optional.of("support is " + example.support() + "; allowed: FULL");
    }

    @Override
    public StepOutcome step(List<Example> fresh, List<List<Example>> rehearsed) {
        List<ExampleScore> scores = score(fresh);
        learn(fresh);
        rehearsed.forEach(this::learn);
        return StepOutcome.undivided(scores);
    }

    @Override
    public List<ExampleScore> score(List<Example> examples) {
        List<ExampleScore> scores = new ArrayList<>();
        for (Example example : examples) {
            Distribution target = example.targets().get(0);
            double[] predicted = predict(features(example.text()));
            double loss = 0;
            int best = 0;
            for (int c = 0; c < predicted.length; c++) {
                double p = Math.exp(target.logProbabilities()[c]);
                loss += p * (target.logProbabilities()[c] - Math.log(predicted[c]));
                best = predicted[c] > predicted[best] ? c : best;
            }
            scores.add(ExampleScore.ofClasses(loss, target.mostLikely(), best));
        }
        return scores;
    }

    @Override
    public StudentSnapshot snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (double[] row : weights) {
                for (double weight : row) {
                    out.writeDouble(weight);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        byte[] copy = bytes.toByteArray();
        return directory -> {
            Files.write(directory.resolve("plain.weights"), copy);
            Files.write(directory.resolve("plain.space"), labelSpace.toString().getBytes(StandardCharsets.UTF_8));
        };
    }

    @Override
    public void close() {}

    private void learn(List<Example> batch) {
        double[][] gradient = new double[FEATURES][labelSpace.getSize()];
        for (Example example : batch) {
            double[] features = features(example.text());
            double[] predicted = predict(features);
            float[] target = example.targets().get(0).logProbabilities();
            for (int f = 0; f < FEATURES; f++) {
                for (int c = 0; c < predicted.length; c++) {
                    gradient[f][c] += features[f] * (predicted[c] - Math.exp(target[c])) / batch.size();
                }
            }
        }
        for (int f = 0; f < FEATURES; f++) {
            for (int c = 0; c < labelSpace.getSize(); c++) {
                weights[f][c] -= RATE * gradient[f][c];
            }
        }
    }

    private double[] predict(double[] features) {
        double[] predicted = new double[labelSpace.getSize()];
        double sum = 0;
        for (int c = 0; c < predicted.length; c++) {
            double z = 0;
            for (int f = 0; f < FEATURES; f++) {
                z += features[f] * weights[f][c];
            }
            predicted[c] = Math.exp(z);
            sum += predicted[c];
        }
        for (int c = 0; c < predicted.length; c++) {
            predicted[c] /= sum;
        }
        return predicted;
    }

    private static double[] features(String text) {
        double[] features = new double[FEATURES];
        for (int i = 0; i + 1 < text.length(); i++) {
            features[Math.floorMod(31 * text.charAt(i) + text.charAt(i + 1), FEATURES)] += 1.0 / text.length();
        }
        return features;
    }
}
