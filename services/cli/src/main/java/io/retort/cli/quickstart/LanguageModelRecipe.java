package io.retort.cli.quickstart;

import io.retort.cli.settings.Configuration;
import io.retort.cli.settings.LanguageStudentOptions;
import io.retort.cli.settings.LanguageTeacherSettings;
import io.retort.learning.huggingface.ChosenLayers;
import io.retort.learning.huggingface.InitialStudents;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.language.Precision;
import io.retort.learning.language.PrecisionProbe;
import io.retort.learning.torch.TorchEngine;
import io.retort.server.gate.GateSettings;
import io.retort.teacher.BatchSettings;
import io.retort.teacher.Teacher;
import io.retort.trainer.settings.CheckpointSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/** A large language model into a small one of the same vocabulary. */
final class LanguageModelRecipe implements Recipe {

    /** Above it a small teacher writes what nobody would; labels are its distributions at temperature 1 all the same. */
    private static final double WRITING_TEMPERATURE = 0.7;

    private static final int RESPONSE_TOKENS = 48;

    private static final double LEARNING_RATE = 1e-3;
    private static final int WARM_UP = 20;
    /** Files of a language model with its optimizer are large: few are kept, long enough for the gate to judge them. */
    private static final CheckpointSettings CHECKPOINTS =
            new CheckpointSettings(100_000, Duration.ofSeconds(20), 3, Duration.ofHours(1));
    /** A few labels of many tokens tell as much as many of one class. */
    private static final int GATE_WINDOW = 64;

    private final LanguageModels models;
    private final PrintWriter out;

    LanguageModelRecipe(LanguageModels models, PrintWriter out) {
        this.models = models;
        this.out = out;
    }

    /** The models a user chose; makes a student where none is named. */
    static LanguageModels models(RecipeChoice.LanguageModel chosen, QuickstartDirectory directory) throws IOException {
        LanguageModels models =
                new LanguageModels(chosen.teacher(), chosen.student().orElse(directory.firstStudent()));
        directory.keep(models);
        if (chosen.student().isEmpty() && !Files.exists(models.firstStudent())) {
            make(models, directory.unfinishedStudent());
        }
        return models;
    }

    /** There whole or not at all, whenever the process is killed. */
    private static void make(LanguageModels models, Path unfinished) throws IOException {
        deleteFiles(unfinished);
        try (ModelDirectory teacher = ModelDirectory.open(models.teacher())) {
            InitialStudents.ofLayers(
                    unfinished, teacher, outermost(teacher.configuration().layers()));
        }
        Files.move(unfinished, models.firstStudent(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deleteFiles(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public long generatedPrompts() {
        return 1_000;
    }

    @Override
    public long mostWaiting() {
        return 48;
    }

    @Override
    public Teacher openTeacher() throws IOException {
        return LanguageTeacherSettings.standard()
                .of(models.teacher(), fastest(), WRITING_TEMPERATURE, RESPONSE_TOKENS, threads())
                .open();
    }

    @Override
    public Optional<TeacherOnDemand.TeacherLoader> askedTeacher() {
        return Optional.empty();
    }

    @Override
    public Question question() {
        return Question.ofLanguageModel();
    }

    @Override
    public Configuration applyTo(Configuration standard) {
        LanguageStudentOptions student =
                standard.languageStudent().of(models.firstStudent(), LEARNING_RATE, WARM_UP, threads());
        GateSettings gate = standard.requireGate().withWindow(GATE_WINDOW);
        return standard.with(
                standard.teacher().withBatch(BatchSettings.OF_LANGUAGE_MODELS),
                standard.trainer().ofLanguageModel().with(CHECKPOINTS),
                student,
                gate);
    }

    @Override
    public void conclude(Run run, Session.End end, Teacher teacher) throws Exception {
        LanguageSummary summary = new LanguageConclusion(run, models, teacher).summary(end);
        LanguageSummaryFile.write(summary, run.directory().summary());
        new LanguageSummaryText(out).print(summary, run.directory().path());
    }

    /** The first and the last of the teacher's layers, about an eighth of them: what reads tokens and what writes them. */
    private static ChosenLayers outermost(int layers) {
        int ends = Math.max(1, layers / 15);
        IntStream chosen = IntStream.range(0, layers).filter(layer -> layer < ends || layer >= layers - ends);
        return new ChosenLayers(chosen.boxed().toList());
    }

    /** Teacher and trainer work at the same time. */
    private static int threads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private Precision fastest() throws IOException {
        try (ModelDirectory teacher = ModelDirectory.open(models.teacher())) {
            return new PrecisionProbe(TorchEngine.start(threads()), teacher.configuration())
                    .run()
                    .fastest();
        }
    }
}
