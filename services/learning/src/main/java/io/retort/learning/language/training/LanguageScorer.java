package io.retort.learning.language.training;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.language.Precision;
import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.UnusableModelException;
import io.retort.learning.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Scores labels with a model that does not learn: no moments, and of a student's checkpoint the weights that are served. Not for
 * use by several threads at once.
 */
public final class LanguageScorer implements AutoCloseable {

    private final LanguageMisfit misfit;
    private final LabelScoring scoring;

    private LanguageScorer(LanguageMisfit misfit, LabelScoring scoring) {
        this.misfit = misfit;
        this.scoring = scoring;
    }

    /**
     * Loads a student's checkpoint.
     *
     * @param threads how many threads an operation may use
     * @throws UnusableModelException if a file is missing or malformed
     */
    public static LanguageScorer load(Path path, int threads) throws IOException {
        StoredSettings stored = StudentFile.read(path, threads);
        try (ModelDirectory directory = ModelDirectory.open(path)) {
            return load(directory, stored.settings(), stored.precision());
        }
    }

    /**
     * Loads any model.
     *
     * @param settings whose loss, temperature, budget of tokens and threads count
     */
    public static LanguageScorer load(ModelDirectory directory, LanguageStudentSettings settings, Precision precision)
            throws IOException {
        TorchEngine engine = TorchEngine.start(settings.threads());
        TrainingState state = TrainingState.ofWeights(engine, directory.configuration());
        try {
            state.begin(directory.weights());
            TrainingModel model = new TrainingModel(engine, directory.configuration(), precision, settings, state);
            return new LanguageScorer(
                    new LanguageMisfit(directory.configuration(), settings), new LabelScoring(model, settings));
        } catch (IOException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    /** Why a label cannot be scored; empty if it can. */
    public Optional<String> misfit(Example example) {
        return misfit.of(example);
    }

    /** In the order of the examples. */
    public List<ExampleScore> score(List<Example> examples) {
        return scoring.score(examples);
    }

    @Override
    public void close() {
        scoring.close();
    }
}
