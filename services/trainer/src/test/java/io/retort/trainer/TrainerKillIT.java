package io.retort.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.topic.Topic;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILLs of a trainer's process at every kind of instant. */
class TrainerKillIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int MOST_KILLS = 20;
    private static final Pattern STEP = Pattern.compile("step=(\\d+)");

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

    /** The end a read_committed consumer is told would hide the tail: a restore that believed it would lose steps. */
    @Test
    void aTailBehindAnotherStudentsOpenTransactionShouldBeRepeated() throws Exception {
        TopicNames topics = topics("behind.");
        JournalLedger ledger = ledger(topics, "s");
        try (LiveLabels labels = new LiveLabels(kafka.bootstrapServers(), topics, 17)) {
            JavaProcess killed = start(topics, "s", BatchingMode.ARRIVAL, "s.out");
            Awaitility.await().atMost(LIMIT).until(() -> ledger.newestStep() > 0);
            try (Producer<byte[], byte[]> other =
                    openTransaction(topics.of(Topic.JOURNAL), ledger.newest().getJournalPartition())) {
                int before = committedStep(topics);
                Awaitility.await()
                        .pollInterval(Duration.ofMillis(10))
                        .atMost(LIMIT)
                        .until(() -> committedStep(topics) > before);
                killed.kill();
                labels.end();

                JavaProcess restored = start(topics, "s", BatchingMode.ARRIVAL, "s.out");
                restored.awaitLine("waiting for an open transaction", LIMIT);
                other.abortTransaction();
                assertThat(restored.exitCode(LIMIT)).as(restored.output()).isZero();
                assertThat(restored.output())
                        .as("a tail was there to be missed")
                        .containsPattern("restored .* repeated=\"[1-9]");
            }
        }
        ledger.assertCoversEveryLabelOnce();
    }

    private static Producer<byte[], byte[]> openTransaction(String topic, int partition) {
        Producer<byte[], byte[]> producer = new KafkaClients(
                        new KafkaSettings(kafka.bootstrapServers()), "another-student")
                .transactionalProducer("another-student", LIMIT);
        producer.initTransactions();
        producer.beginTransaction();
        var unused = producer.send(
                new ProducerRecord<>(topic, partition, "other".getBytes(StandardCharsets.UTF_8), new byte[] {1}));
        producer.flush();
        return producer;
    }

    /** By the pointer beside the group's offsets; -1 if there is none. */
    private static int committedStep(TopicNames topics) throws Exception {
        return kafka
                .admin()
                .listConsumerGroupOffsets(topics.prefix() + "trainer.s")
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .map(offset -> STEP.matcher(offset.metadata()))
                .filter(Matcher::find)
                .mapToInt(step -> Integer.parseInt(step.group(1)))
                .findFirst()
                .orElse(-1);
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
