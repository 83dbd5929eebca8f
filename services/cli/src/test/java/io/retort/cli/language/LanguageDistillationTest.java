package io.retort.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.cli.settings.LanguageTeacherSettings;
import io.retort.learning.huggingface.InitialStudents;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.huggingface.StudentSizes;
import io.retort.learning.language.Precision;
import io.retort.learning.language.training.LanguageStudentFactory;
import io.retort.learning.language.training.LanguageStudentSettings;
import io.retort.learning.language.training.LearningRate;
import io.retort.learning.student.Example;
import io.retort.learning.student.Student;
import io.retort.learning.student.TokenSequence;
import io.retort.producer.generator.PromptGenerator;
import io.retort.producer.source.PromptContent;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.Support;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.Teacher;
import io.retort.testing.language.TinyTeacher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * That a student which knows nothing learns from a teacher's drawn distributions, on messages it has not seen: better than any
 * context-free guess, and better than from the teacher's words alone, which hold the same tokens.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguageDistillationTest {

    private static final int PROMPTS = 1_600;
    private static final int BATCH = 16;
    private static final int SEEDS = 3;
    private static final StudentSizes SIZES = new StudentSizes(2, 48, 4, 2, 96, true, 10_000, 512);

    private Path directory;
    private Path teacherDirectory;
    private LabelSpace labelSpace;
    private List<LabelOutcome.Labelled> labels;
    private List<TokenSequence> heldOut;

    private record Trained(LanguageComparison before, LanguageComparison after) {}

    @BeforeAll
    void label(@TempDir Path ofTest) throws IOException {
        directory = ofTest;
        teacherDirectory = TinyTeacher.writeTo(directory.resolve("teacher"));
        try (Teacher teacher = LanguageTeacherSettings.standard()
                .of(teacherDirectory, Precision.FLOAT32, 1, 48, 1)
                .open()) {
            labelSpace = teacher.labelSpace();
            labels = new ArrayList<>();
            PromptGenerator messages = PromptGenerator.stream(1);
            for (long from = 0; from < PROMPTS; from += 64) {
                List<Prompt> batch = LongStream.range(from, Math.min(PROMPTS, from + 64))
                        .mapToObj(index -> new Prompt(
                                "p-" + index,
                                "test",
                                index,
                                messages.prompt(index).text(),
                                null,
                                List.of(),
                                Instant.EPOCH))
                        .toList();
                teacher.label(batch).forEach(outcome -> outcome.match(labels::add, refused -> false, away -> false));
            }
            PromptGenerator others = PromptGenerator.heldOut(1);
            heldOut = TeacherTexts.of(
                    teacher,
                    LongStream.range(0, 64)
                            .mapToObj(index ->
                                    PromptContent.text(others.prompt(index).text()))
                            .toList());
        }
    }

    @AfterAll
    void forget() {
        labels = List.of();
    }

    @Test
    void shouldLearnWhatNoContextFreeGuessKnowsAndMoreThanFromWordsAlone() throws IOException {
        double unigramKl = unigramKl();
        for (int seed = 0; seed < SEEDS; seed++) {
            Trained soft = train(seed, Support.SAMPLED);
            Trained hard = train(seed, Support.TEXT);
            String figures = "seed " + seed + ": unigram KL " + unigramKl + ", soft " + soft + ", hard " + hard.after();
            assertThat(soft.after().kl()).as(figures).isLessThan(unigramKl / 2);
            assertThat(soft.after().top1())
                    .as(figures)
                    .isGreaterThanOrEqualTo(2 * soft.before().top1());
            assertThat(soft.after().acceptance())
                    .as(figures)
                    .isGreaterThan(soft.before().acceptance() + 0.2);
            assertThat(soft.after().kl()).as(figures).isLessThan(hard.after().kl());
        }
    }

    private double unigramKl() throws IOException {
        try (LoadedModel teacher = LoadedModel.load(teacherDirectory)) {
            Unigram unigram = new Unigram(labelSpace.getSize());
            labels.forEach(label -> label.distributions().forEach(unigram::add));
            return unigram.divergence(teacher.model(), heldOut);
        }
    }

    private Trained train(int seed, Support support) throws IOException {
        Path first = directory.resolve("first-" + support + "-" + seed);
        try (ModelDirectory teacher = ModelDirectory.open(teacherDirectory)) {
            InitialStudents.ofSizes(first, teacher, SIZES, seed);
        }
        Path last = Files.createDirectory(directory.resolve("last-" + support + "-" + seed));
        try (Student student = factory(first).create(labelSpace, seed)) {
            List<Example> examples =
                    labels.stream().map(label -> example(label, support)).toList();
            for (int from = 0; from < examples.size(); from += BATCH) {
                student.step(examples.subList(from, Math.min(examples.size(), from + BATCH)), List.of());
            }
            student.snapshot().writeTo(last);
        }
        return new Trained(compared(first), compared(last));
    }

    private LanguageComparison compared(Path student) throws IOException {
        try (LoadedModel ofTeacher = LoadedModel.load(teacherDirectory);
                LoadedModel ofStudent = LoadedModel.load(student)) {
            return new LanguageComparer(ofTeacher.model(), ofStudent.model()).compare(heldOut);
        }
    }

    private static LanguageStudentFactory factory(Path first) {
        return new LanguageStudentFactory(
                first,
                LanguageStudentSettings.defaults().withLearningRate(new LearningRate(5e-3f, 10, Optional.empty())),
                (engine, configuration) -> Precision.FLOAT32);
    }

    private static Example example(LabelOutcome.Labelled label, Support support) {
        List<Distribution> targets = support == Support.TEXT ? List.of() : label.distributions();
        return new Example("", label.tokens(), 1, support, targets);
    }
}
