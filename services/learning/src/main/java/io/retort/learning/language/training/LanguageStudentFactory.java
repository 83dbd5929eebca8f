package io.retort.learning.language.training;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.huggingface.TokenizerFiles;
import io.retort.learning.language.PrecisionProbe;
import io.retort.learning.student.Student;
import io.retort.learning.student.StudentFactory;
import io.retort.learning.student.UnusableModelException;
import io.retort.learning.torch.TorchEngine;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Makes and loads students that are causal language models. Thread-safe. */
public final class LanguageStudentFactory implements StudentFactory {

    private final Path initialDirectory;
    private final LanguageStudentSettings settings;
    private final PrecisionChoice precision;

    /** Gives a new student the precision that is fastest on this machine. */
    public LanguageStudentFactory(Path initialDirectory, LanguageStudentSettings settings) {
        this(initialDirectory, settings, (engine, configuration) -> new PrecisionProbe(engine, configuration)
                .run()
                .fastest());
    }

    /**
     * @param initialDirectory the model a new student begins as, in Hugging Face's format
     * @param settings of the students it creates; those it loads keep their own, but for the threads, and for the learning
     *     rate's decay where these settings have one
     * @param precision asked for a new student; one that it loads keeps its own
     */
    public LanguageStudentFactory(Path initialDirectory, LanguageStudentSettings settings, PrecisionChoice precision) {
        this.initialDirectory = initialDirectory;
        this.settings = settings;
        this.precision = precision;
    }

    /**
     * @throws IllegalArgumentException if the label space is not the initial model's vocabulary
     * @throws UncheckedIOException if the initial model cannot be read
     */
    @Override
    public Student create(LabelSpace labelSpace, long seed) {
        try (ModelDirectory directory = ModelDirectory.open(initialDirectory)) {
            Sha256 vocabulary = directory.tokenizer().fingerprint();
            requireSame(labelSpace, vocabulary, directory.configuration().vocabularySize());
            TorchEngine engine = TorchEngine.start(settings.threads());
            StudentProfile profile = new StudentProfile(
                    directory.configuration(),
                    vocabulary,
                    settings,
                    precision.of(engine, directory.configuration()),
                    seed);
            return student(engine, profile, initialDirectory, state -> state.begin(directory.weights()));
        } catch (IOException e) {
            throw new UncheckedIOException("the initial student cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Student load(Path path) throws IOException {
        StoredSettings stored = StudentFile.read(path, settings.threads());
        OptimizerFile optimizer = OptimizerFile.open(path);
        try (ModelDirectory directory = ModelDirectory.open(path)) {
            StudentProfile profile = new StudentProfile(
                    directory.configuration(),
                    directory.tokenizer().fingerprint(),
                    withDecay(path, stored.settings(), optimizer.steps()),
                    stored.precision(),
                    stored.seed());
            TorchEngine engine = TorchEngine.start(settings.threads());
            return student(engine, profile, path, state -> state.restore(optimizer));
        }
    }

    private Student student(TorchEngine engine, StudentProfile profile, Path path, Filling filling) throws IOException {
        TokenizerFiles tokenizer = TokenizerFiles.read(path);
        TrainingState state = TrainingState.of(engine, profile.configuration(), profile.settings());
        try {
            filling.fill(state);
            TrainingModel model =
                    new TrainingModel(engine, profile.configuration(), profile.precision(), profile.settings(), state);
            return new LanguageStudent(profile, tokenizer, engine.numerics(), model);
        } catch (IOException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    /** A decay that is asked for later must not change steps that were done, or they could not be repeated. */
    private LanguageStudentSettings withDecay(Path path, LanguageStudentSettings stored, long steps)
            throws UnusableModelException {
        LearningRate.Decay decay = settings.learningRate().decay().orElse(null);
        if (decay == null
                || stored.learningRate().decay().equals(settings.learningRate().decay())) {
            return stored;
        }
        if (decay.fromStep() < steps) {
            throw new UnusableModelException(
                    path.resolve(OptimizerFile.NAME),
                    steps + " steps, and the learning rate is to decay from step " + decay.fromStep()
                            + "; allowed: from " + steps + " on");
        }
        return stored.withLearningRate(
                stored.learningRate().withDecay(settings.learningRate().decay()));
    }

    private static void requireSame(LabelSpace labelSpace, Sha256 vocabulary, int size) {
        if (labelSpace.getKind() != LabelSpaceKind.VOCABULARY
                || !labelSpace.getFingerprint().equals(vocabulary)
                || labelSpace.getSize() != size) {
            throw new IllegalArgumentException("a causal language model for the label space of kind "
                    + labelSpace.getKind() + ", size " + labelSpace.getSize() + ", fingerprint "
                    + Fingerprints.hex(labelSpace.getFingerprint()) + "; allowed: its own vocabulary of size " + size
                    + ", fingerprint " + Fingerprints.hex(vocabulary));
        }
    }

    @FunctionalInterface
    private interface Filling {
        void fill(TrainingState state) throws IOException;
    }
}
