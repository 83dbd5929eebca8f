package io.retort.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.schemas.record.Refusal;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Tile;
import io.retort.trainer.TrainerException;
import io.retort.trainer.label.Portion;
import io.retort.trainer.settings.BatchSettings;
import io.retort.trainer.settings.RehearsalSettings;
import io.retort.trainer.support.Labels;
import io.retort.trainer.support.PlainStudents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerTest {

    private static final SegmentSettings REHEARSING =
            SegmentSettings.of(BatchSettings.DEFAULT, new RehearsalSettings(2, 50), Map.of());

    @TempDir
    Path directory;

    @Test
    void shouldScoreBeforeItLearns() {
        Learner learner = learner(REHEARSING);
        Learner other = learner(REHEARSING);
        List<Portion> batch = List.of(portion(0, 0, 16));

        double first = learner.learn(batch).body().getLoss();
        double untouched = other.learn(batch).body().getLoss();
        assertThat(first).isEqualTo(untouched).isGreaterThan(0);
    }

    @Test
    void shouldCountRepeatsApartFromNovelInputs() {
        Learner learner = learner(REHEARSING);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(Labels.records(0, 0, 4));
        records.add(Labels.record(0, 4, 1));
        records.add(Labels.record(0, 5, 1));

        Step step = learner.learn(List.of(new Portion(0, 0, records))).body();

        assertThat(step.getLearned()).isEqualTo(6);
        assertThat(step.getNovel()).isEqualTo(4);
        assertThat(learner.prequential().getRepeats()).isCloseTo(2 / 6.0, within(1e-15));
        assertThat(learner.prequential().getLabels()).isEqualTo(4);
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndLearnTheRest() {
        Learner learner = learner(REHEARSING);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(Labels.records(0, 0, 3));
        records.add(1, Labels.record(0, 1, Labels.key(9), "garbage".getBytes(StandardCharsets.UTF_8)));
        records.remove(2);

        LearnedStep step = learner.learn(List.of(new Portion(0, 0, records)));

        assertThat(step.body().getLearned()).isEqualTo(2);
        assertThat(step.refused()).hasSize(1);
        Tile tile = step.body().getTiles().get(0);
        assertThat(tile.getRecords()).isEqualTo(3);
        assertThat(tile.getRefused()).containsExactly(new Refusal(1L, "not-avro"));
        assertThat(learner.totals().refused()).isOne();
        assertThat(learner.totals().grants()).isEqualTo(Map.of("", 2L));
    }

    @Test
    void shouldGoOnWithoutLearningWhereAllIsRefused() {
        Learner learner = learner(REHEARSING);
        ConsumerRecord<byte[], byte[]> garbage = Labels.record(0, 0, new byte[0], new byte[] {1});

        Step step = learner.learn(List.of(new Portion(0, 0, List.of(garbage)))).body();

        assertThat(step.getLearned()).isZero();
        assertThat(step.getLoss()).isZero();
        assertThat(learner.step()).isOne();
    }

    @Test
    void shouldRepeatStepsToTheSameBitsFromASavedStateWithARefilledWindow() throws Exception {
        Learner learner = learner(REHEARSING);
        List<List<Portion>> batches = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            batches.add(List.of(portion(0, i * 8, 8), portion(1, i * 5, 5)));
        }
        for (List<Portion> batch : batches.subList(0, 6)) {
            learner.learn(batch);
        }
        LearnerState state = learner.state();
        learner.snapshot().writeTo(directory);
        List<Step> journalled = new ArrayList<>();
        for (List<Portion> batch : batches.subList(6, 12)) {
            journalled.add(learner.learn(batch).body());
        }

        Learner restored = new Learner(new PlainStudents(Labels.SPACE).load(directory), 999, state);
        int windowSteps = state.window().size();
        for (int i = 0; i < windowSteps; i++) {
            restored.refill(state.window().get(i), batches.get(6 - windowSteps + i));
        }
        for (int i = 0; i < 6; i++) {
            restored.repeat(journalled.get(i), batches.get(6 + i), true);
        }

        assertThat(windowSteps).as("13 labels a step, 50 wanted").isEqualTo(4);
        assertThat(bits(restored)).isEqualTo(bits(learner));
        assertThat(restored.state()).usingRecursiveComparison().isEqualTo(learner.state());
        assertThat(journalled)
                .allSatisfy(step -> assertThat(step.getRehearsed()).isEqualTo(26));
    }

    @Test
    void shouldNoticeAStepThatComesOutOtherwise() {
        Learner learner = learner(REHEARSING);
        List<Portion> batch = List.of(portion(0, 0, 8));
        Step step = learner.learn(batch).body();
        Step lied = new Step(
                step.getTiles(),
                step.getLearned(),
                step.getPositions(),
                Math.nextUp(step.getLoss()),
                step.getAgreed(),
                step.getNovel(),
                step.getNovelPositions(),
                step.getNovelLoss(),
                step.getNovelAgreed(),
                step.getNovelTokens(),
                step.getChoices(),
                step.getMicroBatches(),
                step.getRehearsed(),
                step.getRehearsalSeed(),
                step.getNewestArrival());

        assertThatThrownBy(() -> learner(REHEARSING).repeat(lied, batch, true))
                .isInstanceOf(TrainerException.class)
                .hasMessageContaining("step 1")
                .hasMessageContaining("loss is");
    }

    @Test
    void shouldNoticeALabelOfOtherBytes() {
        Learner learner = learner(REHEARSING);
        Step step = learner.learn(List.of(portion(0, 0, 8))).body();
        List<ConsumerRecord<byte[], byte[]>> others = new ArrayList<>(Labels.records(0, 0, 8));
        others.set(3, Labels.record(0, 3, 77));

        assertThatThrownBy(() -> learner(REHEARSING).repeat(step, List.of(new Portion(0, 0, others)), false))
                .isInstanceOf(TrainerException.class)
                .hasMessageContaining("tiles");
    }

    private String bits(Learner learner) throws Exception {
        Path at = Files.createTempDirectory(directory, "bits");
        learner.snapshot().writeTo(at);
        return Arrays.toString(Files.readAllBytes(at.resolve("plain.weights")));
    }

    private static Learner learner(SegmentSettings settings) {
        return new Learner(new PlainStudents(Labels.SPACE).create(Labels.SPACE, 1), 1, LearnerState.first(settings));
    }

    private static Portion portion(int partition, long from, int count) {
        return new Portion(partition, from, Labels.records(partition, from, count));
    }
}
