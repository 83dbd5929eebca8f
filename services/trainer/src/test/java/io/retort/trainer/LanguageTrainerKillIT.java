package io.retort.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.huggingface.InitialStudents;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.huggingface.StudentSizes;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Tile;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.JavaProcess;
import io.retort.testing.RetortKafka;
import io.retort.testing.TopicReader;
import io.retort.testing.language.TinyTeacher;
import io.retort.trainer.support.JournalLedger;
import io.retort.trainer.support.LabelStream;
import io.retort.trainer.support.LanguageTrainerRun;
import io.retort.trainer.support.LiveLabels;
import io.retort.trainer.support.TokenLabels;
import io.retort.trainer.support.TrainerInstants;
import io.retort.trainer.support.TrainerInstants.Instant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILLs of a language model's trainer while labels of several lengths come from several partitions. */
class LanguageTrainerKillIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int MOST_WAITING = 300;
    private static final StudentSizes TINY = new StudentSizes(2, 32, 4, 2, 48, true, 10_000, 128);

    @TempDir
    Path directory;

    private final TopicNames topics = TopicNames.standard();
    private JournalLedger ledger;

    @SuppressWarnings("NullAway.Init") // set before each test
    LanguageTrainerKillIT() {}

    @BeforeEach
    void makeInitialStudent() throws IOException {
        kafka.createTopics(topics);
        ledger = new JournalLedger(kafka.bootstrapServers(), topics, "s");
        try (ModelDirectory teacher = ModelDirectory.open(TinyTeacher.writeTo(directory.resolve("teacher")))) {
            InitialStudents.ofSizes(initial(), teacher, TINY, 3);
        }
    }

    /** The journal is the run: another process rebuilds every checkpoint from the first and the journal alone. */
    @Test
    void aKilledRunShouldEqualItsReplay() throws Exception {
        TokenLabels tokens = LanguageTrainerRun.labels(initial());
        TrainerInstants instants = new TrainerInstants(
                kafka.admin(), kafka.bootstrapServers(), topics, "s", directory.resolve("checkpoints"));
        int committed;
        try (LiveLabels labels = new LiveLabels(
                () -> new LabelStream(kafka.bootstrapServers(), topics, tokens::value), this::isNearlyDone, 11)) {
            for (int kills = 0; kills < 2; kills++) {
                JavaProcess trainer = process("train");
                instants.await(Instant.STEPS_JOURNALLED_AFTER_THE_CHECKPOINT, trainer);
                trainer.kill();
            }
            committed = labels.end();
        }
        JavaProcess last = process("train");
        assertThat(last.exitCode(LIMIT)).as(last.output()).isZero();
        assertThat(last.output()).as("steps after a checkpoint").containsPattern("restored .* repeated=\"[1-9]");

        ledger.assertCoversEveryLabelOnce();
        assertThat(ledger.newest().getLabels()).as("none was refused").isEqualTo(committed);
        assertIsOfManyPieces(ledger.steps());
        JavaProcess replay = process("replay");
        assertThat(replay.exitCode(LIMIT)).as(replay.output()).isZero();
        assertThat(replay.output())
                .contains("REPRODUCED " + ledger.checkpoints().size());
    }

    /** Labels are made faster than they are learned: without a limit all there is to repeat would take minutes. */
    private boolean isNearlyDone() {
        try {
            long learned = kafka
                    .admin()
                    .listConsumerGroupOffsets(topics.prefix() + "trainer.s")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
            return written() - learned < MOST_WAITING;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private long written() {
        return new TopicReader(kafka.bootstrapServers())
                .highWaterMarks(topics.of(Topic.SOFT_LABELS)).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /** Or the run would have shown nothing of what makes a language model's steps hard to repeat. */
    private static void assertIsOfManyPieces(List<Step> steps) {
        assertThat(steps.stream()
                        .flatMap(step -> step.getTiles().stream())
                        .collect(Collectors.groupingBy(Tile::getPartition)))
                .hasSizeGreaterThan(1);
        assertThat(steps).anyMatch(step -> step.getTiles().size() > 1);
        assertThat(steps).anyMatch(step -> step.getMicroBatches().size() > 2);
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.getMicroBatches().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(step.getLearned());
            assertThat(step.getPositions()).isGreaterThanOrEqualTo(step.getLearned());
        });
    }

    private JavaProcess process(String command) throws IOException {
        return JavaProcess.start(
                directory.resolve(command + ".out"),
                LanguageTrainerRun.class,
                command,
                kafka.bootstrapServers(),
                topics.prefix(),
                "s",
                directory.resolve("checkpoints").toString(),
                initial().toString());
    }

    private Path initial() {
        return directory.resolve("initial");
    }
}
