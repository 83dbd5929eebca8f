package io.retort.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.JavaProcess;
import io.retort.testing.RetortKafka;
import io.retort.trainer.settings.BatchingMode;
import io.retort.trainer.support.JournalLedger;
import io.retort.trainer.support.LabelStream;
import io.retort.trainer.support.LiveLabels;
import io.retort.trainer.support.TrainerInstants;
import io.retort.trainer.support.TrainerInstants.Instant;
import io.retort.trainer.support.TrainerRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILLs of a trainer's process at every kind of instant. */
class TrainerKillIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int MOST_KILLS = 20;

    @TempDir
    Path directory;

    /** Where batches are a function of the log, a run that was killed equals one that was not: tiles and weights. */
    @Test
    void aKilledRunShouldEqualAnUninterruptedOneInLogOrder() throws Exception {
        TopicNames topics = topics("logorder.");
        try (LabelStream labels = new LabelStream(kafka.bootstrapServers(), topics)) {
            for (int i = 0; i < 60; i++) {
                labels.commit(800).abort(10 + i);
            }
        }
        JournalLedger whole = ledger(topics, "whole");
        JournalLedger killed = ledger(topics, "killed");
        assertThat(start(topics, "whole", BatchingMode.LOG_ORDER, "whole.out").exitCode(LIMIT))
                .isZero();

        Map<Instant, Integer> histogram = new EnumMap<>(Instant.class);
        TrainerInstants instants = instants(topics, "killed");
        for (int kills = 0; kills < MOST_KILLS; kills++) {
            JavaProcess trainer = start(topics, "killed", BatchingMode.LOG_ORDER, "killed.out");
            trainer.awaitLine("to=\"RUNNING\"", LIMIT);
            instants.await(Instant.STEPS_JOURNALLED_AFTER_THE_CHECKPOINT, trainer);
            if (!trainer.isAlive()) {
                break;
            }
            trainer.kill();
            instants.now().forEach(instant -> histogram.merge(instant, 1, Integer::sum));
            if (kills >= 2 && histogram.containsKey(Instant.STEPS_JOURNALLED_AFTER_THE_CHECKPOINT)) {
                break;
            }
        }
        assertThat(start(topics, "killed", BatchingMode.LOG_ORDER, "killed.out").exitCode(LIMIT))
                .isZero();

        System.out.println("instants of the kills in log order: " + histogram);
        assertThat(histogram).containsKey(Instant.STEPS_JOURNALLED_AFTER_THE_CHECKPOINT);
        killed.assertCoversEveryLabelOnce();
        assertThat(killed.tiles()).isEqualTo(whole.tiles());
        assertThat(weights(killed.newest())).isEqualTo(weights(whole.newest()));
    }

    /** Where batches take what comes, the journal is the run: another process rebuilds every checkpoint from it alone. */
    @Test
    void aKilledRunShouldEqualItsReplayWhateverArrivedWhen() throws Exception {
        TopicNames topics = topics("arrival.");
        JournalLedger ledger = ledger(topics, "s");
        TrainerInstants instants = instants(topics, "s");
        Map<Instant, Integer> histogram = new EnumMap<>(Instant.class);
        int committed;
        try (LiveLabels labels = new LiveLabels(kafka.bootstrapServers(), topics, 11)) {
            for (int kills = 0; kills < MOST_KILLS && histogram.size() < Instant.values().length; kills++) {
                JavaProcess trainer = start(topics, "s", BatchingMode.ARRIVAL, "s.out");
                trainer.awaitLine("to=\"RUNNING\"", LIMIT);
                Instant wanted = List.of(Instant.values()).stream()
                        .filter(instant -> !histogram.containsKey(instant))
                        .findFirst()
                        .orElseThrow();
                instants.await(wanted, trainer);
                trainer.kill();
                instants.now().forEach(instant -> histogram.merge(instant, 1, Integer::sum));
            }
            committed = labels.end();
        }
        assertThat(start(topics, "s", BatchingMode.ARRIVAL, "s.out").exitCode(LIMIT))
                .isZero();

        System.out.println("instants of the kills in order of arrival: " + histogram);
        assertThat(histogram.keySet()).as("every kind of instant was hit").containsExactly(Instant.values());
        ledger.assertCoversEveryLabelOnce();
        assertThat(ledger.newest().getLabels()).isEqualTo(committed);
        JavaProcess replay = process("replay", topics, "s", BatchingMode.ARRIVAL, "replay.out");
        assertThat(replay.exitCode(LIMIT)).as(replay.output()).isZero();
        assertThat(replay.output())
                .contains("REPRODUCED " + ledger.checkpoints().size());
    }

    private static Sha256 weights(Checkpoint checkpoint) {
        return checkpoint.getFiles().stream()
                .filter(file -> file.getName().equals("plain.weights"))
                .findFirst()
                .orElseThrow()
                .getHash();
    }

    private JavaProcess start(TopicNames topics, String student, BatchingMode mode, String output) throws IOException {
        return process("train", topics, student, mode, output);
    }

    private JavaProcess process(String command, TopicNames topics, String student, BatchingMode mode, String output)
            throws IOException {
        Files.deleteIfExists(directory.resolve(output));
        return JavaProcess.start(
                directory.resolve(output),
                TrainerRun.class,
                TrainerRun.arguments(
                                command,
                                kafka.bootstrapServers(),
                                topics,
                                TrainerRun.settings(student, directory, mode))
                        .toArray(String[]::new));
    }

    private TopicNames topics(String prefix) {
        TopicNames topics = new TopicNames(prefix);
        kafka.createTopics(topics);
        return topics;
    }

    private JournalLedger ledger(TopicNames topics, String student) {
        return new JournalLedger(kafka.bootstrapServers(), topics, student);
    }

    private TrainerInstants instants(TopicNames topics, String student) {
        return new TrainerInstants(kafka.admin(), kafka.bootstrapServers(), topics, student, directory);
    }
}
