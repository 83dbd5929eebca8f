package io.retort.learning.language.training;

import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import java.util.ArrayList;
import java.util.List;

/** Splits batches, has them computed, and puts the scores into the batch's order. */
final class LabelScoring implements AutoCloseable {

    private final TrainingModel model;
    private final LanguageStudentSettings settings;

    /** @param model this closes it */
    LabelScoring(TrainingModel model, LanguageStudentSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    List<ExampleScore> score(List<Example> examples) {
        if (examples.isEmpty()) {
            return List.of();
        }
        MicroBatches split = split(examples);
        List<MicroBatch> parts = parts(examples, split);
        return scores(split, parts, parts.stream().map(model::score).toList());
    }

    /** One step of the optimizer; the scores are from before it. */
    List<ExampleScore> learn(List<Example> batch, MicroBatches split) {
        List<MicroBatch> parts = parts(batch, split);
        return scores(split, parts, model.learn(parts));
    }

    MicroBatches split(List<Example> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("a batch of no examples; allowed: at least one");
        }
        return MicroBatches.of(batch, settings.microBatchTokens());
    }

    TrainingModel model() {
        return model;
    }

    @Override
    public void close() {
        model.close();
    }

    private List<MicroBatch> parts(List<Example> batch, MicroBatches split) {
        int positions =
                batch.stream().mapToInt(example -> example.tokens().positions()).sum();
        return split.parts().stream()
                .map(part -> MicroBatch.of(part.stream().map(batch::get).toList(), settings, model.rows(), positions))
                .toList();
    }

    private static List<ExampleScore> scores(MicroBatches split, List<MicroBatch> parts, List<float[]> rows) {
        List<ExampleScore> computed = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            computed.addAll(new PositionScores(rows.get(i)).of(parts.get(i).targets()));
        }
        return split.inOrder(computed);
    }
}
