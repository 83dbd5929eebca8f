package io.retort.learning.language.training;

import io.retort.learning.huggingface.TokenizerFiles;
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

/** A causal language model that learns token by token. Not for use by several threads at once. */
final class LanguageStudent implements Student {

    private final StudentProfile profile;
    private final TokenizerFiles tokenizer;
    private final NumericsProfile numerics;
    private final TrainingModel model;
    private final LanguageMisfit misfit;

    /** @param model this closes it */
    LanguageStudent(StudentProfile profile, TokenizerFiles tokenizer, NumericsProfile numerics, TrainingModel model) {
        this.profile = profile;
        this.tokenizer = tokenizer;
        this.numerics = numerics;
        this.model = model;
        this.misfit = new LanguageMisfit(profile.configuration(), profile.settings());
    }

    @Override
    public StudentDescription description() {
        return profile.description();
    }

    @Override
    public NumericsProfile numerics() {
        return numerics;
    }

    @Override
    public Optional<String> misfit(Example example) {
        return misfit.of(example);
    }

    @Override
    public StepOutcome step(List<Example> fresh, List<List<Example>> rehearsed) {
        MicroBatches split = split(fresh);
        List<MicroBatch> parts = parts(fresh, split);
        List<ExampleScore> scores = scores(split, parts, model.learn(parts));
        for (List<Example> batch : rehearsed) {
            model.learn(parts(batch, split(batch)));
        }
        return new StepOutcome(scores, split.sizes());
    }

    @Override
    public List<ExampleScore> score(List<Example> examples) {
        if (examples.isEmpty()) {
            return List.of();
        }
        MicroBatches split = split(examples);
        List<MicroBatch> parts = parts(examples, split);
        return scores(split, parts, parts.stream().map(model::score).toList());
    }

    @Override
    public StudentSnapshot snapshot() {
        return new LanguageStudentSnapshot(profile, tokenizer, model.state().copy());
    }

    @Override
    public void close() {
        model.close();
    }

    TrainingModel model() {
        return model;
    }

    private MicroBatches split(List<Example> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("a batch of no examples; allowed: at least one");
        }
        return MicroBatches.of(batch, profile.settings().microBatchTokens());
    }

    private List<MicroBatch> parts(List<Example> batch, MicroBatches split) {
        int positions =
                batch.stream().mapToInt(example -> example.tokens().positions()).sum();
        return split.parts().stream()
                .map(part -> MicroBatch.of(part.stream().map(batch::get).toList(), profile.settings(), positions))
                .toList();
    }

    /** In the order of the batch. */
    private static List<ExampleScore> scores(MicroBatches split, List<MicroBatch> parts, List<float[]> rows) {
        List<ExampleScore> computed = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            computed.addAll(new PositionScores(rows.get(i)).of(parts.get(i).targets()));
        }
        return split.inOrder(computed);
    }
}
