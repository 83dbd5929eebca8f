package io.retort.learning.language.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.StepOutcome;
import io.retort.learning.student.Student;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.Support;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageStudentTest {

    @TempDir
    Path directory;

    private Path initial;

    @BeforeEach
    void makeInitialStudent() throws IOException {
        initial = ToyStudents.initial(directory);
    }

    @ParameterizedTest
    @EnumSource(
            value = Support.class,
            names = {"TOP_K", "SAMPLED", "TEXT"})
    void shouldLearnWhatItsTeacherSays(Support support) throws IOException {
        List<Example> heldOut = new ToyLabels(2).batch(60);
        try (Student student = ToyStudents.create(initial, ToyStudents.settings())) {
            List<ExampleScore> before = student.score(heldOut);
            ToyLabels labels = new ToyLabels(1);
            for (int i = 0; i < 60; i++) {
                student.step(labels.batch(32, support), List.of());
            }
            List<ExampleScore> after = student.score(heldOut);

            assertThat(mean(before, ExampleScore::agreement)).isLessThan(0.1);
            assertThat(mean(after, ExampleScore::agreement)).isGreaterThan(0.75);
            assertThat(mean(after, ExampleScore::loss)).isLessThan(0.2 * mean(before, ExampleScore::loss));
            assertThat(mean(after, score -> score.tokens().orElseThrow().acceptance()))
                    .isGreaterThan(0.75);
        }
    }

    @Test
    void shouldScoreAStepBeforeLearningFromIt() throws IOException {
        try (Student student = ToyStudents.create(initial, ToyStudents.settings())) {
            ToyLabels labels = new ToyLabels(5);
            student.step(labels.batch(20), List.of());
            List<Example> fresh = labels.batch(20);

            List<ExampleScore> before = student.score(fresh);
            StepOutcome outcome = student.step(fresh, List.of(fresh, fresh));

            assertThat(outcome.scores()).isEqualTo(before);
            assertThat(student.score(fresh)).isNotEqualTo(before);
        }
    }

    @Test
    void shouldSayHowItSplitABatch() throws IOException {
        try (Student student = ToyStudents.create(initial, ToyStudents.settings())) {
            ToyLabels labels = new ToyLabels(6);
            List<Example> fresh = new ArrayList<>();
            for (int length : new int[] {60, 50, 10, 45, 5, 64}) { // a budget of 100: 5 + 10 + 45, 50, 60, 64
                fresh.add(labels.example(length, Support.TOP_K));
            }

            StepOutcome outcome = student.step(fresh, List.of());

            assertThat(outcome.microBatches()).containsExactly(3, 1, 1, 1);
            assertThat(outcome.scores()).extracting(ExampleScore::positions).containsExactly(59, 49, 9, 44, 4, 63);
        }
    }

    /** The sum over parts is that over the whole, up to rounding. */
    @Test
    void shouldLearnTheSameInAnySplit() throws IOException {
        LanguageStudentSettings whole = withMicroBatches(100_000);
        LanguageStudentSettings parts = withMicroBatches(30);
        List<Example> heldOut = new ToyLabels(8).batch(10);
        try (Student one = ToyStudents.create(initial, whole);
                Student other = ToyStudents.create(initial, parts)) {
            ToyLabels labels = new ToyLabels(7);
            for (int i = 0; i < 5; i++) {
                List<Example> batch = labels.batch(16);
                assertThat(one.step(batch, List.of()).microBatches()).hasSize(1);
                assertThat(other.step(batch, List.of()).microBatches()).hasSizeGreaterThan(3);
            }

            assertThat(mean(one.score(heldOut), ExampleScore::loss))
                    .isCloseTo(mean(other.score(heldOut), ExampleScore::loss), within(1e-4));
        }
    }

    /** Draws tell, on average, what the distribution itself does; here they are made to have its own two likeliest. */
    @Test
    void shouldEstimateFromDraws() throws IOException {
        try (Student student = ToyStudents.create(initial, ToyStudents.settings())) {
            ToyLabels labels = new ToyLabels(1);
            for (int i = 0; i < 60; i++) {
                student.step(labels.batch(32), List.of());
            }
            ExampleScore score =
                    student.score(new ToyLabels(3).batch(1, Support.SAMPLED)).get(0);
            double crossEntropyOfDraws = -(2 * Math.log(ToyLabels.LIKELIEST) + Math.log(ToyLabels.SECOND)) / 3;

            assertThat(score.loss()).isCloseTo(crossEntropyOfDraws - 0.9, within(0.3));
            assertThat(score.tokens().orElseThrow().acceptance()).isBetween(0.8, 1.0);
        }
    }

    @Test
    void shouldBeScoredWithoutWhatLearningNeeds() throws IOException {
        Path written = directory.resolve("written");
        List<Example> heldOut = new ToyLabels(8).batch(10);
        try (Student student = ToyStudents.create(initial, ToyStudents.settings())) {
            student.step(new ToyLabels(9).batch(16), List.of());
            SavedStudent.write(student, written);
            Files.delete(written.resolve("optimizer.safetensors"));

            try (LanguageScorer scorer = LanguageScorer.load(written, 1)) {
                assertThat(scorer.score(heldOut)).isEqualTo(student.score(heldOut));
                assertThat(scorer.misfit(heldOut.get(0))).isEmpty();
            }
        }
    }

    @Test
    void shouldHoldNoMoreArraysAfterManySteps() throws IOException {
        LanguageStudentSettings settings = withAverage(0.9f);
        try (LanguageStudent student = ToyStudents.create(initial, settings)) {
            ToyLabels labels = new ToyLabels(7);
            student.step(labels.batch(12), List.of(labels.batch(3)));
            int held = student.model().heldArrays();

            for (int i = 0; i < 10; i++) {
                student.step(labels.batch(12), List.of(labels.batch(3)));
                student.score(labels.batch(4));
                student.snapshot();
            }

            assertThat(student.model().heldArrays()).isEqualTo(held);
        }
    }

    @Test
    void shouldLeaveWhatIsFrozenAsItIs() throws IOException {
        TrainableTensors trainable = new TrainableTensors(List.of("model\\.embed_tokens\\..*", "lm_head\\..*"));
        Path written = directory.resolve("written");
        try (Student student = ToyStudents.create(initial, withTrainable(trainable))) {
            ToyLabels labels = new ToyLabels(9);
            for (int i = 0; i < 3; i++) {
                student.step(labels.batch(16), List.of());
            }
            SavedStudent.write(student, written);
        }
        SavedStudent before = SavedStudent.of(initial);
        SavedStudent after = SavedStudent.of(written);

        assertThat(before.names().stream().filter(name -> before.values(name).equals(after.values(name))))
                .containsExactlyInAnyOrder("model.embed_tokens.weight", "lm_head.weight");
    }

    @Test
    void shouldRefuseToFreezeAllOrNothing() {
        assertThatThrownBy(() -> ToyStudents.create(initial, withTrainable(new TrainableTensors(List.of(".*")))))
                .hasMessageStartingWith("frozen [.*] leaves no tensor that learns");
        assertThatThrownBy(() -> ToyStudents.create(initial, withTrainable(new TrainableTensors(List.of("head")))))
                .hasMessageStartingWith("frozen 'head' is no tensor's name");
        assertThatThrownBy(() -> new TrainableTensors(List.of("("))).hasMessageStartingWith("frozen has '('");
    }

    @Test
    void shouldStopLearningWhenItsRateHasDecayed() throws IOException {
        LearningRate decayed = new LearningRate(1e-2f, 0, Optional.of(new LearningRate.Decay(2, 2)));
        List<Example> heldOut = new ToyLabels(8).batch(10);
        try (Student student =
                ToyStudents.create(initial, ToyStudents.settings().withLearningRate(decayed))) {
            ToyLabels labels = new ToyLabels(9);
            for (int i = 0; i < 3; i++) {
                student.step(labels.batch(16), List.of());
            }
            List<ExampleScore> scores = student.score(heldOut);

            student.step(labels.batch(16), List.of(labels.batch(16)));

            assertThat(student.score(heldOut)).isEqualTo(scores);
        }
    }

    @Test
    void shouldRefuseAnEmptyBatch() throws IOException {
        try (Student student = ToyStudents.create(initial, ToyStudents.settings())) {
            assertThatThrownBy(() -> student.step(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
            assertThat(student.score(List.of())).isEmpty();
        }
    }

    @Test
    void shouldRefuseAnotherVocabulary() {
        LabelSpace other =
                new LabelSpace(LabelSpaceKind.VOCABULARY, new Sha256(new byte[32]), 512, List.of(), Instant.EPOCH);

        assertThatThrownBy(() ->
                        ToyStudents.factory(initial, ToyStudents.settings()).create(other, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fingerprint 0000");
    }

    @Test
    void shouldDescribeItself() throws IOException {
        try (Student student = ToyStudents.create(initial, ToyStudents.settings())) {
            assertThat(student.description().kind()).isEqualTo("causal-language-model");
            assertThat(student.description().labelSpace().getSize()).isEqualTo(512);
            assertThat(student.description().labelSpace().getFingerprint())
                    .isEqualTo(ToyStudents.labelSpace(initial).getFingerprint());
            assertThat(student.description().settings())
                    .containsEntry("precision", "FLOAT32")
                    .containsEntry("loss", "forward-kl")
                    .containsEntry("learningRate", "0.01")
                    .doesNotContainKeys("beta", "threads");
            assertThat(student.numerics().threads()).isEqualTo(1);
        }
    }

    private static double mean(List<ExampleScore> scores, ToDoubleFunction<ExampleScore> figure) {
        return scores.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static LanguageStudentSettings withMicroBatches(int tokens) {
        return with(ToyStudents.settings(), tokens, 0, TrainableTensors.ALL);
    }

    private static LanguageStudentSettings withAverage(float decay) {
        return with(ToyStudents.settings(), 100, decay, TrainableTensors.ALL);
    }

    private static LanguageStudentSettings withTrainable(TrainableTensors trainable) {
        return with(ToyStudents.settings(), 100, 0, trainable);
    }

    static LanguageStudentSettings with(
            LanguageStudentSettings settings, int tokens, float averageDecay, TrainableTensors trainable) {
        return new LanguageStudentSettings(
                settings.loss(),
                settings.crossEntropyWeight(),
                settings.temperature(),
                settings.learningRate(),
                settings.optimizer(),
                tokens,
                averageDecay,
                settings.checkpointWeights(),
                trainable,
                settings.threads());
    }
}
