package io.retort.learning.classifier;

import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.NumericsProfile;
import io.retort.learning.student.StepOutcome;
import io.retort.learning.student.Student;
import io.retort.learning.student.StudentDescription;
import io.retort.learning.student.StudentSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The student of this package. Not for use by several threads at once.
 */
final class TextClassifier implements Student {

    private final TextClassifierConfiguration configuration;
    private final TextFeatures features;
    private final FeatureBatch.Builder batches;
    private final TextClassifierModel model;
    private float temperature;
    private long steps;

    TextClassifier(TextClassifierConfiguration configuration, TextClassifierModel model, long steps) {
        this.configuration = configuration;
        this.features = configuration.features();
        this.batches = new FeatureBatch.Builder(features.rows());
        this.model = model;
        this.temperature = configuration.temperature();
        this.steps = steps;
    }

    @Override
    public StudentDescription description() {
        return configuration.description();
    }

    @Override
    public NumericsProfile numerics() {
        return model.numerics();
    }

    @Override
    public Optional<String> misfit(Example example) {
        return Misfit.of(example, configuration.classes().size());
    }

    @Override
    public StepOutcome step(List<Example> fresh, List<List<Example>> rehearsed) {
        requireNotEmpty(fresh);
        if (temperature == TextClassifierConfiguration.NO_TEMPERATURE) {
            temperature = fresh.get(0).temperature();
        }
        List<ExampleScore> scores = scores(fresh, model.learn(features(fresh), targets(fresh)));
        for (List<Example> batch : rehearsed) {
            requireNotEmpty(batch);
            model.learn(features(batch), targets(batch));
        }
        steps++;
        return StepOutcome.undivided(scores);
    }

    @Override
    public List<ExampleScore> score(List<Example> examples) {
        if (examples.isEmpty()) {
            return List.of();
        }
        return scores(examples, model.score(features(examples), targets(examples)));
    }

    @Override
    public StudentSnapshot snapshot() {
        return new TextClassifierSnapshot(
                configuration.withTemperature(temperature), steps, model.copyOfTable(), model.copyOfSquares());
    }

    @Override
    public void close() {
        model.close();
    }

    TextClassifierModel model() {
        return model;
    }

    private FeatureBatch features(List<Example> examples) {
        return batches.build(
                examples.stream().map(example -> features.of(example.text())).toList());
    }

    private TargetBatch targets(List<Example> examples) {
        boolean none = temperature == TextClassifierConfiguration.NO_TEMPERATURE; // and so the weights are all 0
        return TargetBatch.of(examples, none ? examples.get(0).temperature() : temperature);
    }

    private static List<ExampleScore> scores(List<Example> examples, TextClassifierModel.Answers answers) {
        List<ExampleScore> scores = new ArrayList<>(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            int teachers = examples.get(i).targets().get(0).mostLikely();
            scores.add(ExampleScore.ofClasses(answers.divergences()[i], teachers, answers.mostLikely(i)));
        }
        return scores;
    }

    private static void requireNotEmpty(List<Example> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("a batch of no examples; allowed: at least one");
        }
    }
}
