package io.retort.learning.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.Student;
import io.retort.learning.student.TokenSequence;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Support;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextClassifierTest {

    private static final TextClassifierSettings SETTINGS = TextClassifierSettings.defaults();

    @TempDir
    Path directory;

    @Test
    void shouldComeToAgreeWithItsTeacher() {
        try (Student student = newStudent()) {
            Labels labels = new Labels(1);
            for (int i = 0; i < 40; i++) {
                student.step(labels.batch(64), List.of());
            }

            List<ExampleScore> scores = student.score(new Labels(2).batch(500));

            assertThat(scores.stream().filter(score -> score.agreed() == 1).count())
                    .isGreaterThan(480);
        }
    }

    @Test
    void shouldLearnFromTheLargestClassesAndATail() {
        try (Student student = newStudent()) {
            Labels labels = new Labels(3);
            for (int i = 0; i < 40; i++) {
                student.step(labels.topBatch(64, 3), List.of());
            }

            List<ExampleScore> scores = student.score(new Labels(4).batch(500));

            assertThat(scores.stream().filter(score -> score.agreed() == 1).count())
                    .isGreaterThan(480);
        }
    }

    @Test
    void shouldScoreAStepBeforeLearningFromIt() {
        try (Student student = newStudent()) {
            Labels labels = new Labels(5);
            student.step(labels.batch(64), List.of());
            List<Example> fresh = labels.batch(64);

            List<ExampleScore> before = student.score(fresh);
            List<ExampleScore> ofStep =
                    student.step(fresh, List.of(fresh, fresh)).scores();

            assertThat(ofStep).isEqualTo(before);
            assertThat(student.score(fresh)).isNotEqualTo(before);
        }
    }

    @Test
    void shouldBeginWithTheUniformDistribution() {
        try (Student student = newStudent()) {
            Example example = new Labels(6).batch(1).get(0);
            double entropy = 0;
            for (float logProbability : example.targets().get(0).logProbabilities()) {
                entropy -= Math.exp(logProbability) * logProbability;
            }

            double loss = student.score(List.of(example)).get(0).loss();

            assertThat(loss).isCloseTo(Math.log(20) - entropy, within(1e-5));
        }
    }

    @Test
    void shouldHoldNoMoreArraysAfterManySteps() {
        try (TextClassifier student = newStudent()) {
            Labels labels = new Labels(7);
            student.step(labels.batch(8), List.of(labels.topBatch(8, 3)));
            int held = student.model().heldArrays();

            for (int i = 0; i < 50; i++) {
                student.step(labels.batch(8), List.of(labels.topBatch(8, 3)));
                student.score(labels.batch(8));
                student.snapshot();
            }

            assertThat(student.model().heldArrays()).isEqualTo(held).isLessThan(10);
        }
    }

    @Test
    void shouldGoOnFromASnapshotAsIfItHadNeverStopped() throws IOException {
        Path continued = Files.createDirectory(directory.resolve("continued"));
        Path uninterrupted = Files.createDirectory(directory.resolve("uninterrupted"));
        Path half = Files.createDirectory(directory.resolve("half"));
        Labels labels = new Labels(8);
        List<List<Example>> batches = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            batches.add(labels.batch(32));
        }
        try (Student student = newStudent()) {
            learn(student, batches.subList(0, 10));
            student.snapshot().writeTo(half);
            learn(student, batches.subList(10, 20));
            student.snapshot().writeTo(uninterrupted);
        }

        try (Student student = new TextClassifierFactory(SETTINGS).load(half)) {
            learn(student, batches.subList(10, 20));
            student.snapshot().writeTo(continued);
        }

        for (String file : List.of("config.json", "model.safetensors", "optimizer.safetensors")) {
            assertThat(continued.resolve(file)).hasSameBinaryContentAs(uninterrupted.resolve(file));
        }
        assertThat(half.resolve("model.safetensors"))
                .satisfies(file -> assertThat(Files.mismatch(file, uninterrupted.resolve("model.safetensors")))
                        .isNotNegative());
    }

    @Test
    void shouldNotBeChangedInASnapshotByLaterSteps() throws IOException {
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        try (Student student = newStudent()) {
            Labels labels = new Labels(9);
            student.step(labels.batch(32), List.of());
            var snapshot = student.snapshot();
            snapshot.writeTo(first);

            student.step(labels.batch(32), List.of());
            snapshot.writeTo(second);
        }
        for (String file : List.of("config.json", "model.safetensors", "optimizer.safetensors")) {
            assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
        }
    }

    @Test
    void shouldServeTheSameProbabilitiesInPlainJava() throws IOException {
        try (Student student = newStudent()) {
            Labels labels = new Labels(10);
            for (int i = 0; i < 20; i++) {
                student.step(labels.batch(64), List.of());
            }
            student.snapshot().writeTo(directory);
            TextClassifierPredictor predictor = TextClassifierPredictor.load(directory);

            for (Example example : labels.batch(200)) {
                float[] served = predictor.probabilities(example.text());
                assertThat(studentsProbabilities(student, example.text(), Labels.TEMPERATURE, served.length))
                        .usingComparatorWithPrecision(1e-5f)
                        .containsExactly(served);
            }
        }
    }

    /** The engine's arithmetic is in single precision. */
    @Test
    void shouldScoreInPlainJavaAsTheStudentDoes() throws IOException {
        try (Student student = newStudent()) {
            Labels labels = new Labels(15);
            for (int i = 0; i < 20; i++) {
                student.step(labels.batch(64), List.of());
            }
            student.snapshot().writeTo(directory);
            TextClassifierPredictor predictor = TextClassifierPredictor.load(directory);
            List<Example> examples = new ArrayList<>(labels.batch(100));
            examples.addAll(labels.topBatch(100, 3));
            labels.topBatch(100, 3)
                    .forEach(one -> examples.add(new Example(
                            one.text(), one.tokens(), 3 * Labels.TEMPERATURE, one.support(), one.targets())));

            List<ExampleScore> scored = student.score(examples);

            for (int i = 0; i < examples.size(); i++) {
                ExampleScore plain = predictor.score(examples.get(i));
                assertThat(plain.loss()).isCloseTo(scored.get(i).loss(), within(1e-4));
                assertThat(plain.choice()).isEqualTo(scored.get(i).choice());
            }
        }
    }

    /** At twice the temperature a distribution is the square root of itself, scaled to 1 (the softmax of half the logits). */
    @Test
    void shouldCompareALabelAtItsOwnTemperature() {
        try (Student student = newStudent()) {
            Labels labels = new Labels(14);
            for (int i = 0; i < 20; i++) {
                student.step(labels.batch(64), List.of());
            }
            String text = labels.batch(1).get(0).text();

            float[] own = studentsProbabilities(student, text, Labels.TEMPERATURE, 20);
            float[] warmer = studentsProbabilities(student, text, 2 * Labels.TEMPERATURE, 20);

            double sum = 0;
            for (float probability : own) {
                sum += Math.sqrt(probability);
            }
            for (int id = 0; id < own.length; id++) {
                assertThat((double) warmer[id]).isCloseTo(Math.sqrt(own[id]) / sum, within(1e-5));
            }
        }
    }

    @Test
    void shouldTakeTextsWithoutAWord() {
        try (Student student = newStudent()) {
            Distribution target = new Labels(15).batch(1).get(0).targets().get(0);
            List<Example> examples = Stream.of("", "?", "\uD83D", " ".repeat(10_000))
                    .map(text -> Example.ofClasses(text, Labels.TEMPERATURE, Support.TOP_K, target))
                    .toList();

            student.step(examples, List.of(examples));

            assertThat(student.score(examples)).allMatch(score -> Double.isFinite(score.loss()));
        }
    }

    @Test
    void shouldSayWhyALabelDoesNotFit() {
        Distribution full = new Labels(11).batch(1).get(0).targets().get(0);
        try (Student student = newStudent()) {
            assertThat(student.misfit(labelled(Support.FULL, 1, full))).isEmpty();
            assertThat(student.misfit(labelled(Support.TOP_K, 1, target(0.5, 3, 7))))
                    .isEmpty();
            assertThat(student.misfit(labelled(Support.TEXT, 1, full))).hasValue("support TEXT; allowed: FULL, TOP_K");
            assertThat(student.misfit(labelled(Support.FULL, 1, target(0.5, 3, 7))))
                    .hasValue("2 classes with support FULL; allowed: 20");
            assertThat(student.misfit(labelled(Support.FULL, Float.NaN, full))).isPresent();
            assertThat(student.misfit(labelled(Support.FULL, 0, full))).isPresent();
            assertThat(student.misfit(labelled(Support.FULL, 1, full, full))).hasValue("2 positions; allowed: 1");
            assertThat(student.misfit(labelled(Support.TOP_K, 1, target(0.5, 3, 20))))
                    .isPresent();
            assertThat(student.misfit(labelled(Support.TOP_K, 1, target(0.5, 7, 3))))
                    .isPresent();
            assertThat(student.misfit(labelled(Support.TOP_K, 1, target(Double.NaN, 3, 7))))
                    .isPresent();
            assertThat(student.misfit(labelled(Support.TOP_K, 1, target(0, 3, 7))))
                    .isPresent();
        }
    }

    @Test
    void shouldRefuseAnEmptyBatch() {
        try (Student student = newStudent()) {
            assertThatThrownBy(() -> student.step(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
            assertThat(student.score(List.of())).isEmpty();
        }
    }

    @Test
    void shouldDescribeItself() {
        try (Student student = newStudent()) {
            assertThat(student.description().kind()).isEqualTo("text-classifier");
            assertThat(student.description().labelSpace().getSize()).isEqualTo(20);
            assertThat(student.description().labelSpace().getFingerprint())
                    .isEqualTo(ClassSet.customerSupport()
                            .toLabelSpace(Instant.EPOCH)
                            .getFingerprint());
            assertThat(student.numerics().engine()).isEqualTo("pytorch-2.7.1");
            assertThat(student.numerics().threads()).isEqualTo(1);
        }
    }

    /** Over a target of one class, the divergence is that class's surprise, and it names each class's probability in turn. */
    private static float[] studentsProbabilities(Student student, String text, float temperature, int classes) {
        List<Example> questions = new ArrayList<>();
        for (int id = 0; id < classes; id++) {
            Distribution certain = new Distribution(new int[] {id}, new float[] {0}, Float.NEGATIVE_INFINITY);
            questions.add(Example.ofClasses(text, temperature, Support.TOP_K, certain));
        }
        List<ExampleScore> scores = student.score(questions);
        float[] probabilities = new float[classes];
        for (int id = 0; id < classes; id++) {
            probabilities[id] = (float) Math.exp(-scores.get(id).loss());
        }
        return probabilities;
    }

    private static Distribution target(double probability, int... ids) {
        float[] logProbabilities = new float[ids.length];
        Arrays.fill(logProbabilities, (float) Math.log(probability / ids.length));
        return new Distribution(ids, logProbabilities, (float) Math.log(1 - probability));
    }

    private static void learn(Student student, List<List<Example>> batches) {
        for (List<Example> batch : batches) {
            student.step(batch, List.of(batch.subList(0, 8)));
        }
    }

    private static TextClassifier newStudent() {
        return newStudent(SETTINGS);
    }

    private static TextClassifier newStudent(TextClassifierSettings settings) {
        return (TextClassifier) new TextClassifierFactory(settings)
                .create(ClassSet.customerSupport().toLabelSpace(Instant.EPOCH), 1);
    }

    private static Example labelled(Support support, float temperature, Distribution... targets) {
        return new Example("where is my card", TokenSequence.NONE, temperature, support, List.of(targets));
    }
}
