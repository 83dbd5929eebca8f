package io.retort.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.language.Precision;
import io.retort.learning.language.training.LanguageStudentFactory;
import io.retort.learning.language.training.LanguageStudentSettings;
import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.Student;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Support;
import io.retort.server.TellingCheckpoints;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.testing.language.TinyTeacher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedStudentsTest {

    private static final String STUDENT = "s";
    private static final String KIND = "causal-language-model";

    @TempDir
    private Path directory;

    private JudgedStudents students;
    private LabelSpaceReference vocabulary;

    @BeforeEach
    void open() throws IOException {
        Path initial = TinyTeacher.writeTo(directory.resolve("initial"));
        try (ModelDirectory model = ModelDirectory.open(initial)) {
            vocabulary = new LabelSpaceReference(
                    LabelSpaceKind.VOCABULARY,
                    model.tokenizer().fingerprint(),
                    model.configuration().vocabularySize());
        }
        CheckpointFetcher fetcher =
                new CheckpointFetcher(directory.resolve("checkpoints"), directory.resolve("temporary"));
        students = new JudgedStudents(STUDENT, fetcher, 1);
    }

    @AfterEach
    void close() {
        students.close();
    }

    /** The trainer's own scores are what the gate's have to be, though it has no optimizer's state to read. */
    @Test
    void shouldScoreALanguageModelAsItsTrainerDoes() throws IOException {
        List<Example> examples = List.of(example(3, 9), example(20, 5));
        List<ExampleScore> expected;
        DeployedCheckpoint checkpoint;
        try (Student student = student()) {
            expected = student.score(examples);
            checkpoint = write(student);
        }

        JudgedStudent judged = students.of(checkpoint);

        assertThat(judged.classes()).isEmpty();
        assertThat(judged.misfit(examples.get(0))).isEmpty();
        assertThat(judged.scores(examples)).isEqualTo(expected);
        assertThat(expected).allSatisfy(score -> assertThat(score.loss()).isPositive());
        assertThat(directory.resolve("temporary")).isEmptyDirectory();
    }

    @Test
    void shouldLoadAnewWhatItWasToldToForget() throws IOException {
        DeployedCheckpoint checkpoint;
        try (Student student = student()) {
            checkpoint = write(student);
        }
        JudgedStudent judged = students.of(checkpoint);
        students.keepOnly(Set.of(checkpoint.getId()));
        assertThat(students.of(checkpoint)).isSameAs(judged);

        students.keepOnly(Set.of());

        assertThat(students.of(checkpoint)).isNotSameAs(judged);
    }

    @Test
    void shouldRefuseLabelsOverClassesForALanguageModel() throws IOException {
        Path file = Files.writeString(
                directory.resolve("prompts.jsonl"), "{\"text\": \"a\", \"label\": \"b\"}\n".repeat(2));
        DeployedCheckpoint checkpoint;
        try (Student student = student()) {
            checkpoint = write(student);
        }

        assertThatThrownBy(() -> EvaluationFile.read(file).examples(students.of(checkpoint)))
                .isInstanceOf(UnusableEvaluationException.class)
                .hasMessageContaining("labels over classes for a student that knows none");
    }

    @Test
    void shouldSayWhichKindsItJudges() {
        DeployedCheckpoint oracle = TellingCheckpoints.deployed(
                TellingCheckpoints.idOf(1),
                1,
                "oracle",
                TellingCheckpoints.LABEL_SPACE,
                new TellingCheckpoints(directory.resolve("checkpoints")).writeFor(STUDENT, 1));

        assertThatThrownBy(() -> students.of(oracle))
                .isInstanceOf(UnjudgeableException.class)
                .hasMessage("it is of kind oracle; this gate judges [causal-language-model, text-classifier]");
    }

    private Student student() {
        LabelSpace space = new LabelSpace(
                LabelSpaceKind.VOCABULARY, vocabulary.getFingerprint(), vocabulary.getSize(), List.of(), Instant.EPOCH);
        return new LanguageStudentFactory(
                        directory.resolve("initial"),
                        LanguageStudentSettings.defaults().withThreads(1),
                        (engine, configuration) -> Precision.FLOAT32)
                .create(space, 1);
    }

    /** As a trainer does, but that the optimizer's state goes before it is read. */
    private DeployedCheckpoint write(Student student) throws IOException {
        String id = TellingCheckpoints.idOf(2);
        Path written = Files.createDirectories(
                directory.resolve("checkpoints").resolve(STUDENT).resolve(id));
        student.snapshot().writeTo(written);
        List<CheckpointFile> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(written)) {
            for (Path file : found.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                files.add(
                        new CheckpointFile(file.getFileName().toString(), (long) bytes.length, Fingerprints.of(bytes)));
            }
        }
        Files.delete(written.resolve("optimizer.safetensors"));
        return TellingCheckpoints.deployed(id, 2, KIND, vocabulary, files);
    }

    /** Two likely tokens and a tail at each of the last tokens. */
    private static Example example(int first, int labelled) {
        int length = labelled + 4;
        int[] ids = IntStream.range(first, first + length).toArray();
        Distribution target = new Distribution(
                new int[] {7, 30}, new float[] {(float) Math.log(0.6), (float) Math.log(0.3)}, (float) Math.log(0.1));
        return new Example(
                "",
                new TokenSequence(ids, List.of(new TokenSpan(4, length))),
                1,
                Support.TOP_K,
                IntStream.range(0, labelled).mapToObj(i -> target).toList());
    }
}
