package io.retort.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Refusal;
import io.retort.schemas.record.Segment;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import io.retort.testing.TopicReader;
import io.retort.trainer.settings.BatchingMode;
import io.retort.trainer.settings.TrainerSettings;
import io.retort.trainer.support.JournalLedger;
import io.retort.trainer.support.LabelStream;
import io.retort.trainer.support.Labels;
import io.retort.trainer.support.TrainerRun;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TrainerIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final String STUDENT = "s";

    @TempDir
    Path directory;

    private TopicNames topics = TopicNames.standard();
    private JournalLedger ledger = new JournalLedger("unset", topics, STUDENT);

    @BeforeEach
    void setUp(TestInfo test) {
        topics = new TopicNames(test.getTestMethod().orElseThrow().getName() + ".");
        kafka.createTopics(topics);
        ledger = new JournalLedger(kafka.bootstrapServers(), topics, STUDENT);
    }

    @Test
    void shouldLearnEveryCommittedLabelOnceAndGoOnWhereItEnded() throws Exception {
        try (LabelStream labels = labels()) {
            labels.commit(150).abort(40).commit(1).abort(3).commit(99);
            train(BatchingMode.ARRIVAL);
            ledger.assertCoversEveryLabelOnce();
            Checkpoint first = ledger.newest();
            assertThat(first.getLabels()).isEqualTo(250);

            labels.abort(10).commit(70);
            train(BatchingMode.ARRIVAL);
        }
        ledger.assertCoversEveryLabelOnce();
        Checkpoint newest = ledger.newest();
        assertThat(newest.getLabels()).isEqualTo(320);
        assertThat(newest.getStep()).isEqualTo(ledger.steps().size());
        assertThat(newest.getGrants()).isEqualTo(Map.of("", 160L, "grant-1", 160L));
        assertThat(newest.getNewestArrival().toEpochMilli()).isEqualTo(1_000 + 319);
        assertThat(ledger.entries().stream().filter(entry -> entry.getBody() instanceof Segment))
                .as("one header a start")
                .hasSize(2);
        assertThat(committedOffsets().values())
                .allSatisfy(offset -> assertThat(offset.metadata()).contains("step=" + newest.getStep()));
        assertThat(replay().<Boolean>match(same -> true, other -> false)).isTrue();
    }

    @Test
    void shouldKeepTheNewestCheckpointsAndTheFirstStudent() throws Exception {
        try (LabelStream labels = labels()) {
            labels.commit(16 * 150);
        }
        train(BatchingMode.LOG_ORDER);

        List<Checkpoint> kept = ledger.checkpoints();
        assertThat(kept.get(0).getStep()).isZero();
        assertThat(kept).as("first and 3 newest").hasSizeBetween(3, 4);
        try (var entries = Files.list(directory.resolve(STUDENT))) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            kept.stream().map(Checkpoint::getId).toList());
        }
    }

    @Test
    void shouldDeadLetterPoisonWithItsBytesAndReasonAndLearnTheRest() {
        Map<String, byte[]> poison = Map.of(
                "not-avro", "random bytes".getBytes(StandardCharsets.UTF_8),
                "unknown-schema", new byte[] {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9},
                "other-record", RecordCodecs.labelSpace().encode(Labels.SPACE),
                "label-space",
                        RecordCodecs.softLabel()
                                .encode(Labels.label(1)
                                        .setLabelSpace(LabelSpaceReference.newBuilder()
                                                .setKind(Labels.SPACE.getKind())
                                                .setFingerprint(Fingerprints.ofText("other"))
                                                .setSize(3)
                                                .build())
                                        .build()),
                "empty-text",
                        RecordCodecs.softLabel()
                                .encode(Labels.label(1).setText(" ").build()),
                "temperature",
                        RecordCodecs.softLabel()
                                .encode(Labels.label(1)
                                        .setTemperature(Float.NaN)
                                        .build()),
                "positions",
                        RecordCodecs.softLabel()
                                .encode(Labels.label(1).setPositions(2).build()));
        try (LabelStream labels = labels()) {
            labels.commit(30);
            poison.forEach((reason, bytes) -> labels.commit(reason.getBytes(StandardCharsets.UTF_8), bytes));
            labels.commit("broken".getBytes(StandardCharsets.UTF_8), brokenDistributions());
            labels.commit(30);
        }

        train(BatchingMode.ARRIVAL);

        ledger.assertCoversEveryLabelOnce();
        assertThat(ledger.newest().getLabels()).isEqualTo(60);
        assertThat(ledger.newest().getRefused()).isEqualTo(poison.size() + 1);
        List<ConsumerRecord<byte[], byte[]>> letters =
                new TopicReader(kafka.bootstrapServers()).committed(topics.of(Topic.DEAD_LETTERS));
        assertThat(letters).hasSize(poison.size() + 1);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            String key = new String(letter.key(), StandardCharsets.UTF_8);
            if (poison.containsKey(key)) {
                assertThat(header(letter, "reason")).isEqualTo(key);
                assertThat(letter.value()).isEqualTo(poison.get(key));
            }
            assertThat(header(letter, "stage")).isEqualTo("trainer");
            assertThat(header(letter, "topic")).isEqualTo(topics.of(Topic.SOFT_LABELS));
            assertThat(header(letter, "message")).isNotBlank();
        }
        Set<String> journalled = ledger.steps().stream()
                .flatMap(step -> step.getTiles().stream())
                .flatMap(tile -> tile.getRefused().stream())
                .map(Refusal::getReason)
                .collect(Collectors.toSet());
        assertThat(journalled).containsAll(poison.keySet());
    }

    @Test
    void shouldFallBackToTheCheckpointBeforeWhereFilesAreNotWhatWasAnnounced() throws Exception {
        try (LabelStream labels = labels()) {
            labels.commit(16 * 60);
            train(BatchingMode.ARRIVAL);
            Path weights =
                    directory.resolve(STUDENT).resolve(ledger.newest().getId()).resolve("plain.weights");
            byte[] bytes = Files.readAllBytes(weights);
            bytes[7] ^= 1;
            Files.write(weights, bytes);

            labels.commit(16);
            train(BatchingMode.ARRIVAL);
        }
        ledger.assertCoversEveryLabelOnce();
        assertThat(ledger.newest().getLabels()).isEqualTo(16 * 61);
    }

    @Test
    void shouldFindItsPlaceWithoutThePointer() throws Exception {
        try (LabelStream labels = labels()) {
            labels.commit(100);
            train(BatchingMode.ARRIVAL);
            String group = topics.prefix() + "trainer." + STUDENT;
            kafka.admin()
                    .deleteConsumerGroupOffsets(group, committedOffsets().keySet())
                    .all()
                    .get();
            assertThat(committedOffsets()).isEmpty();

            labels.commit(50);
            train(BatchingMode.ARRIVAL);
        }
        ledger.assertCoversEveryLabelOnce();
        assertThat(ledger.newest().getLabels()).isEqualTo(150);
    }

    @Test
    void shouldNameTheLabelsThatWereDeletedBeforeTheyWereLearned() throws Exception {
        try (LabelStream labels = labels()) {
            labels.commit(100);
            train(BatchingMode.ARRIVAL);
            labels.commit(100);
        }
        TopicPartition partition = new TopicPartition(topics.of(Topic.SOFT_LABELS), 2);
        long end = Objects.requireNonNull(new TopicReader(kafka.bootstrapServers())
                .highWaterMarks(partition.topic())
                .get(partition));
        kafka.admin()
                .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end)))
                .all()
                .get();

        assertThatThrownBy(() -> train(BatchingMode.ARRIVAL))
                .isInstanceOfSatisfying(TrainerException.class, e -> assertThat(e.reason())
                        .isEqualTo(TrainerException.Reason.LABELS_GONE))
                .hasMessageContaining(partition.toString());
    }

    @Test
    void shouldTakeUpPartitionsThatWereAdded() throws Exception {
        try (LabelStream labels = labels()) {
            labels.commit(100);
            train(BatchingMode.ARRIVAL);
            kafka.admin()
                    .createPartitions(Map.of(topics.of(Topic.SOFT_LABELS), NewPartitions.increaseTo(6)))
                    .all()
                    .get();
        }
        try (LabelStream labels = labels()) {
            labels.commit(100);
        }
        train(BatchingMode.ARRIVAL);

        ledger.assertCoversEveryLabelOnce();
        assertThat(ledger.newest().getNext()).hasSize(6);
    }

    @Test
    void shouldRefuseATopicThatWasMadeAnew() throws Exception {
        try (LabelStream labels = labels()) {
            labels.commit(100);
            train(BatchingMode.ARRIVAL);
        }
        String name = topics.of(Topic.SOFT_LABELS);
        kafka.admin().deleteTopics(List.of(name)).all().get();
        Awaitility.await().until(() -> !kafka.admin().listTopics().names().get().contains(name));
        kafka.createTopics(topics);

        assertThatThrownBy(() -> train(BatchingMode.ARRIVAL))
                .isInstanceOfSatisfying(TrainerException.class, e -> assertThat(e.reason())
                        .isEqualTo(TrainerException.Reason.TOPIC_CHANGED));
    }

    @Test
    void shouldNoticeOneFlippedBitOfOneLabel() throws Exception {
        try (LabelStream labels = labels()) {
            labels.commit(64);
        }
        train(BatchingMode.LOG_ORDER);
        List<ConsumerRecord<byte[], byte[]>> originals =
                new TopicReader(kafka.bootstrapServers()).committed(topics.of(Topic.SOFT_LABELS));
        TopicNames others = new TopicNames("flipped.");
        kafka.createTopics(others);
        try (LabelStream labels = new LabelStream(kafka.bootstrapServers(), others)) {
            for (int i = 0; i < originals.size(); i++) {
                labels.commit(
                        originals.get(i).key(),
                        i == 20 ? flipped(originals.get(i)) : originals.get(i).value());
            }
        }
        TrainerSettings settings = TrainerRun.settings(STUDENT, directory.resolve("flipped"), BatchingMode.LOG_ORDER);
        TrainerRun.service(TrainerRun.parts(kafka.bootstrapServers(), others, settings))
                .run();

        JournalLedger other = new JournalLedger(kafka.bootstrapServers(), others, STUDENT);
        assertThat(other.newest().getLabels()).isEqualTo(64);
        assertThat(weights(other.newest())).isNotEqualTo(weights(ledger.newest()));
    }

    private static Object weights(Checkpoint checkpoint) {
        return checkpoint.getFiles().stream()
                .filter(file -> file.getName().equals("plain.weights"))
                .findFirst()
                .orElseThrow()
                .getHash();
    }

    /** The lowest bit of the last byte of the distributions: a probability that differs by the least it can. */
    private static byte[] flipped(ConsumerRecord<byte[], byte[]> original) {
        var label = RecordCodecs.softLabel().decode(original.value()).<SoftLabel>match(read -> read, unreadable -> {
            throw new AssertionError(unreadable.message());
        });
        byte[] distributions = label.getDistributions().array().clone();
        distributions[distributions.length - 1] ^= 1;
        return RecordCodecs.softLabel()
                .encode(Labels.label(Integer.parseInt(label.getPromptId().substring("prompt-".length())))
                        .setDistributions(ByteBuffer.wrap(distributions))
                        .build());
    }

    private static byte[] brokenDistributions() {
        return RecordCodecs.softLabel()
                .encode(Labels.label(1)
                        .setDistributions(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                        .build());
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader("retort.error." + name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private Map<TopicPartition, OffsetAndMetadata> committedOffsets() throws Exception {
        return kafka.admin()
                .listConsumerGroupOffsets(topics.prefix() + "trainer." + STUDENT)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private ReplayOutcome replay() {
        return new Replay(parts(BatchingMode.ARRIVAL), new StopSignal()).run(true);
    }

    private void train(BatchingMode mode) {
        try (TrainerService service = TrainerRun.service(parts(mode))) {
            service.run();
        }
    }

    private TrainerParts parts(BatchingMode mode) {
        return TrainerRun.parts(kafka.bootstrapServers(), topics, TrainerRun.settings(STUDENT, directory, mode));
    }

    private LabelStream labels() {
        return new LabelStream(kafka.bootstrapServers(), topics);
    }
}
