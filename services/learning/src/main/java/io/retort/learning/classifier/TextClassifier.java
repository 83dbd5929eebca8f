package io.retort.learning.classifier;

import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.NumericsProfile;
import io.retort.learning.student.Student;
import io.retort.learning.student.StudentDescription;
import io.retort.learning.student.StudentSnapshot;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The student of this package. Not for use by several threads at once.
 *
 * <p>A batch is scored and learned from with row frequencies as they were before it; its texts are counted when the step is
 * done, rehearsed ones not again.
 */
final class TextClassifier implements Student {

    private final TextClassifierConfiguration initial;
    private final TextFeatures features;
    private final RowFrequencies frequencies;
    private final FeatureBatch.Builder batches;
    private final TextClassifierModel model;
    private float temperature;
    private long steps;

    TextClassifier(TextClassifierConfiguration configuration, TextClassifierModel model, Progress progress) {
        this.initial = configuration;
        this.features = configuration.features();
        this.frequencies = progress.frequencies();
        this.batches = new FeatureBatch.Builder(features.rows());
        this.model = model;
        this.temperature = configuration.temperature();
        this.steps = progress.steps();
    }

    @Override
    public StudentDescription description() {
        return initial.description();
    }

    @Override
    public NumericsProfile numerics() {
        return model.numerics();
    }

    @Override
    public Optional<String> misfit(Support support, float temperature, List<Distribution> targets) {
        return Misfit.of(support, temperature, targets, initial.classes().size());
    }

    @Override
    public List<ExampleScore> step(List<Example> fresh, List<List<Example>> rehearsed) {
        requireNotEmpty(fresh);
        if (temperature == TextClassifierConfiguration.NO_TEMPERATURE) {
            temperature = fresh.get(0).temperature();
        }
        List<int[]> rows = rowsOf(fresh);
        List<ExampleScore> scores = scores(fresh, model.learn(batches.build(rows, frequencies), targets(fresh)));
        for (List<Example> batch : rehearsed) {
            requireNotEmpty(batch);
            model.learn(batches.build(rowsOf(batch), frequencies), targets(batch));
        }
        rows.forEach(frequencies::count);
        steps++;
        return scores;
    }

    @Override
    public List<ExampleScore> score(List<Example> examples) {
        if (examples.isEmpty()) {
            return List.of();
        }
        return scores(examples, model.score(batches.build(rowsOf(examples), frequencies), targets(examples)));
    }

    @Override
    public StudentSnapshot snapshot() {
        return new TextClassifierSnapshot(
                initial.withTemperature(temperature),
                steps,
                frequencies.texts(),
                frequencies.weights(),
                frequencies.counts(),
                model.copyOfTable(),
                model.copyOfSquares());
    }

    @Override
    public void close() {
        model.close();
    }

    TextClassifierModel model() {
        return model;
    }

    private List<int[]> rowsOf(List<Example> examples) {
        return examples.stream().map(example -> features.of(example.text())).toList();
    }

    private TargetBatch targets(List<Example> examples) {
        boolean none = temperature == TextClassifierConfiguration.NO_TEMPERATURE; // and so the weights are all 0
        return TargetBatch.of(examples, none ? examples.get(0).temperature() : temperature);
    }

    private static List<ExampleScore> scores(List<Example> examples, TextClassifierModel.Answers answers) {
        List<ExampleScore> scores = new ArrayList<>(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            int teachers = examples.get(i).targets().get(0).mostLikely();
            scores.add(new ExampleScore(answers.divergences()[i], answers.mostLikely(i) == teachers));
        }
        return scores;
    }

    private static void requireNotEmpty(List<Example> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("a batch of no examples; allowed: at least one");
        }
    }

    /**
     * How far a student has come, apart from its weights.
     *
     * @param steps done
     * @param frequencies of the texts it learned from; the student goes on counting in it
     */
    record Progress(long steps, RowFrequencies frequencies) {}
}
