package io.retort.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.JavaProcess;
import io.retort.testing.RetortKafka;
import io.retort.trainer.checkpoint.FileHashes;
import io.retort.trainer.settings.BatchingMode;
import io.retort.trainer.support.JournalLedger;
import io.retort.trainer.support.LiveLabels;
import io.retort.trainer.support.TrainerInstants;
import io.retort.trainer.support.TrainerInstants.Instant;
import io.retort.trainer.support.TrainerRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two trainers of one student, the first of them stopped at the worst moment and woken when the second has gone on. */
class TrainerFenceIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int MOST_TRIES = 200;

    @TempDir
    Path directory;

    private TopicNames topics = TopicNames.standard();
    private JournalLedger ledger = new JournalLedger("unset", topics, "s");
    private @Nullable TrainerInstants instants;

    @BeforeEach
    void setUp(TestInfo test) {
        topics = new TopicNames(Integer.toHexString(test.getDisplayName().hashCode()) + "."
                + test.getTestMethod().orElseThrow().getName() + ".");
        kafka.createTopics(topics);
        ledger = new JournalLedger(kafka.bootstrapServers(), topics, "s");
        instants = new TrainerInstants(kafka.admin(), kafka.bootstrapServers(), topics, "s", directory);
    }

    @ParameterizedTest
    @EnumSource(
            value = Instant.class,
            names = {"BETWEEN_RENAME_AND_ANNOUNCEMENT", "TRANSACTION_OPEN", "STEPS_JOURNALLED_AFTER_THE_CHECKPOINT"})
    void aFencedTrainerShouldExitWithItsCodeAndTouchNothing(Instant instant) throws Exception {
        JavaProcess rival;
        try (LiveLabels labels = new LiveLabels(kafka.bootstrapServers(), topics, 3);
                JavaProcess first = start("first.out")) {
            suspendAt(instant, first);
            rival = start("rival.out");
            rival.awaitLine("to=\"RUNNING\"", LIMIT);
            long taken = ledger.newestStep();
            Awaitility.await().atMost(LIMIT).until(() -> ledger.newestStep() > taken);

            first.resume();

            assertThat(first.exitCode(LIMIT)).as(first.output()).isEqualTo(TrainerRun.FENCED);
            labels.end();
        }
        assertThat(rival.exitCode(LIMIT)).as(rival.output()).isZero();
        ledger.assertCoversEveryLabelOnce();
        for (Checkpoint announced : ledger.checkpoints()) {
            assertThat(FileHashes.fault(directory.resolve("s").resolve(announced.getId()), announced.getFiles()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Instant.class,
            names = {"TRANSACTION_OPEN", "STEPS_JOURNALLED_AFTER_THE_CHECKPOINT"})
    void aTrainerThatOnlyPausedShouldGoOn(Instant instant) throws Exception {
        try (LiveLabels labels = new LiveLabels(kafka.bootstrapServers(), topics, 5);
                JavaProcess trainer = start("paused.out")) {
            suspendAt(instant, trainer);
            trainer.resume();
            labels.end();
            assertThat(trainer.exitCode(LIMIT)).as(trainer.output()).isZero();
        }
        ledger.assertCoversEveryLabelOnce();
    }

    @Test
    void aSecondTrainerShouldTakeOverFromOneThatRuns() throws Exception {
        try (LiveLabels labels = new LiveLabels(kafka.bootstrapServers(), topics, 4);
                JavaProcess first = start("first.out")) {
            first.awaitLine("to=\"RUNNING\"", LIMIT);
            JavaProcess second = start("second.out");
            assertThat(first.exitCode(LIMIT)).as(first.output()).isEqualTo(TrainerRun.FENCED);
            second.awaitLine("to=\"RUNNING\"", LIMIT);
            labels.end();
            assertThat(second.exitCode(LIMIT)).as(second.output()).isZero();
        }
        ledger.assertCoversEveryLabelOnce();
    }

    /** Stops the process at the instant, which is verified while it is stopped; otherwise it goes on and is tried again. */
    private void suspendAt(Instant instant, JavaProcess trainer) {
        trainer.awaitLine("to=\"RUNNING\"", LIMIT);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Objects.requireNonNull(instants).await(instant, trainer);
            trainer.suspend();
            Set<Instant> at = instants.now();
            if (at.contains(instant)) {
                return;
            }
            trainer.resume();
            assertThat(trainer.isAlive()).as(trainer.output()).isTrue();
        }
        throw new AssertionError("the trainer was never stopped at " + instant);
    }

    private JavaProcess start(String output) throws IOException {
        return JavaProcess.start(
                directory.resolve(output),
                TrainerRun.class,
                TrainerRun.arguments(
                                "train",
                                kafka.bootstrapServers(),
                                topics,
                                TrainerRun.settings("s", directory, BatchingMode.ARRIVAL))
                        .toArray(String[]::new));
    }
}
