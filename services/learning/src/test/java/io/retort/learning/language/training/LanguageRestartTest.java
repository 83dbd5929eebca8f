package io.retort.learning.language.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.learning.huggingface.WeightType;
import io.retort.learning.process.ChildProcess;
import io.retort.learning.student.Example;
import io.retort.learning.student.Student;
import io.retort.learning.student.StudentSnapshot;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageRestartTest {

    private static final List<String> FILES =
            List.of("config.json", "tokenizer.json", "student.json", "model.safetensors", "optimizer.safetensors");

    @TempDir
    Path directory;

    private Path initial;

    @BeforeEach
    void makeInitialStudent() throws IOException {
        initial = ToyStudents.initial(directory);
    }

    /** The first calls of the new process meet the later ones of this. */
    @Test
    void shouldReachTheSameBitsInANewProcessAsWithoutAStop() throws IOException, InterruptedException {
        Path half = Files.createDirectory(directory.resolve("half"));
        Path uninterrupted = Files.createDirectory(directory.resolve("uninterrupted"));
        Path restarted = Files.createDirectory(directory.resolve("restarted"));
        try (Student student = ToyStudents.create(initial, ToyStudents.settings())) {
            ToyLabels labels = new ToyLabels(20);
            for (int i = 0; i < 10; i++) {
                student.step(labels.batch(24), List.of(labels.batch(8)));
            }
            student.snapshot().writeTo(half);
            ContinueInAnotherProcess.learn(student);
            student.snapshot().writeTo(uninterrupted);
        }

        ChildProcess.run(ContinueInAnotherProcess.class, half.toString(), restarted.toString());

        assertSameFiles(restarted, uninterrupted);
        assertThat(Files.mismatch(half.resolve("model.safetensors"), uninterrupted.resolve("model.safetensors")))
                .isNotNegative();
    }

    /** A checkpoint's model is then an average in 16 bits, from which alone nothing could go on. */
    @Test
    void shouldGoOnFromRoundedAverages() throws IOException {
        LanguageStudentSettings settings = averaged();
        Path half = directory.resolve("half");
        Path uninterrupted = directory.resolve("uninterrupted");
        try (Student student = ToyStudents.create(initial, settings)) {
            ContinueInAnotherProcess.learn(student);
            SavedStudent.write(student, half);
            ContinueInAnotherProcess.learn(student);
            SavedStudent.write(student, uninterrupted);
        }
        Path continued = directory.resolve("continued");
        try (Student student = ToyStudents.factory(half, ToyStudents.settings()).load(half)) {
            ContinueInAnotherProcess.learn(student);
            SavedStudent.write(student, continued);
        }

        assertSameFiles(continued, uninterrupted);
        assertThat(Files.readString(half.resolve("config.json"))).contains("\"torch_dtype\" : \"bfloat16\"");
    }

    @Test
    void shouldServeTheAverageOfItsWeights() throws IOException {
        LearningRate tiny = new LearningRate(1e-2f, 0, Optional.empty());
        float decay = 0.75f;
        LanguageStudentSettings settings = LanguageStudentTest.with(
                        ToyStudents.settings(), 100, decay, TrainableTensors.ALL)
                .withLearningRate(tiny);
        Path averaged = directory.resolve("averaged");
        Path plain = directory.resolve("plain");
        try (Student student = ToyStudents.create(initial, settings);
                Student other =
                        ToyStudents.create(initial, ToyStudents.settings().withLearningRate(tiny))) {
            List<Example> batch = new ToyLabels(3).batch(10);
            student.step(batch, List.of());
            other.step(batch, List.of());
            SavedStudent.write(student, averaged);
            SavedStudent.write(other, plain);
        }

        float before = SavedStudent.of(initial)
                .values("lm_head.weight")
                .asFloatBuffer()
                .get(0);
        float after =
                SavedStudent.of(plain).values("lm_head.weight").asFloatBuffer().get(0);
        float average = SavedStudent.of(averaged)
                .values("lm_head.weight")
                .asFloatBuffer()
                .get(0);
        assertThat(after).isNotEqualTo(before);
        assertThat(average).isEqualTo(before + (1 - decay) * (after - before));
    }

    @Test
    void shouldNotBeChangedInASnapshotByLaterSteps() throws IOException {
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        try (Student student = ToyStudents.create(initial, ToyStudents.settings())) {
            ContinueInAnotherProcess.learn(student);
            StudentSnapshot snapshot = student.snapshot();
            snapshot.writeTo(first);
            ContinueInAnotherProcess.learn(student);
            snapshot.writeTo(second);
        }

        assertSameFiles(second, first);
    }

    @Test
    void shouldTakeADecayThatBeginsLater() throws IOException {
        Path half = directory.resolve("half");
        try (Student student = ToyStudents.create(initial, ToyStudents.settings())) {
            ContinueInAnotherProcess.learn(student); // 12 steps of the optimizer
            SavedStudent.write(student, half);
        }

        try (Student student = ToyStudents.factory(half, decaying(12)).load(half)) {
            assertThat(student.description().settings())
                    .containsEntry("decayFromStep", "12")
                    .containsEntry("decaySteps", "100");
        }
        assertThatThrownBy(() -> ToyStudents.factory(half, decaying(11)).load(half))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("12 steps, and the learning rate is to decay from step 11");
    }

    @Test
    void shouldKeepTheSettingsItWasCreatedWith() throws IOException {
        Path half = directory.resolve("half");
        try (Student student = ToyStudents.create(initial, averaged())) {
            SavedStudent.write(student, half);
            try (Student loaded = ToyStudents.factory(
                            half, LanguageStudentSettings.defaults().withThreads(2))
                    .load(half)) {
                assertThat(loaded.description()).isEqualTo(student.description());
                assertThat(loaded.numerics().threads()).isEqualTo(2);
            }
        }
    }

    private static LanguageStudentSettings averaged() {
        LanguageStudentSettings settings = ToyStudents.settings();
        return new LanguageStudentSettings(
                new DistillationLoss.JensenShannon(0.3f),
                0.25f,
                Optional.of(1f),
                settings.learningRate(),
                settings.optimizer(),
                60,
                0.9f,
                WeightType.BF16,
                new TrainableTensors(List.of("model\\.norm\\.weight")),
                1);
    }

    private static LanguageStudentSettings decaying(long from) {
        LearningRate.Decay decay = new LearningRate.Decay(from, 100);
        return ToyStudents.settings()
                .withLearningRate(ToyStudents.settings().learningRate().withDecay(Optional.of(decay)));
    }

    private static void assertSameFiles(Path found, Path expected) {
        for (String file : FILES) {
            assertThat(found.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
        }
    }
}
