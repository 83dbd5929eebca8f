package io.retort.learning.language.training;

import io.retort.learning.huggingface.TokenizerFiles;
import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.NumericsProfile;
import io.retort.learning.student.StepOutcome;
import io.retort.learning.student.Student;
import io.retort.learning.student.StudentDescription;
import io.retort.learning.student.StudentSnapshot;
import java.util.List;
import java.util.Optional;

/** A causal language model that learns token by token. Not for use by several threads at once. */
final class LanguageStudent implements Student {

    private final StudentProfile profile;
    private final TokenizerFiles tokenizer;
    private final NumericsProfile numerics;
    private final LabelScoring scoring;
    private final LanguageMisfit misfit;

    /** @param model this closes it */
    LanguageStudent(StudentProfile profile, TokenizerFiles tokenizer, NumericsProfile numerics, TrainingModel model) {
        this.profile = profile;
        this.tokenizer = tokenizer;
        this.numerics = numerics;
        this.scoring = new LabelScoring(model, profile.settings());
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
        MicroBatches split = scoring.split(fresh);
        List<ExampleScore> scores = scoring.learn(fresh, split);
        for (List<Example> batch : rehearsed) {
            scoring.learn(batch, scoring.split(batch));
        }
        return new StepOutcome(scores, split.sizes());
    }

    @Override
    public List<ExampleScore> score(List<Example> examples) {
        return scoring.score(examples);
    }

    @Override
    public StudentSnapshot snapshot() {
        return new LanguageStudentSnapshot(profile, tokenizer, model().state().copy());
    }

    @Override
    public void close() {
        scoring.close();
    }

    TrainingModel model() {
        return scoring.model();
    }
}
