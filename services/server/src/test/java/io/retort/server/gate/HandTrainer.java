package io.retort.server.gate;

import io.retort.learning.classifier.TextClassifierFactory;
import io.retort.learning.classifier.TextClassifierSettings;
import io.retort.learning.student.Example;
import io.retort.learning.student.Student;
import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.NextOffset;
import io.retort.schemas.record.PrequentialWindow;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Trains a real text classifier where a test says, on what it says, and announces its checkpoints as a trainer does: each says
 * that all labels in the topic are in its weights.
 */
final class HandTrainer implements AutoCloseable {

    static final String STUDENT = "s";
    private static final int BATCH = 32;

    private final TopicNames topics;
    private final Path root;
    private final TopicReader reader;
    private final Producer<byte[], byte[]> producer;
    private final Student student;
    private long step;
    private int agreed;
    private int scored;

    HandTrainer(String bootstrapServers, KafkaClients clients, TopicNames topics, Path root) {
        this.topics = topics;
        this.root = root;
        this.reader = new TopicReader(bootstrapServers);
        this.producer = clients.idempotentProducer();
        TextClassifierSettings defaults = TextClassifierSettings.defaults();
        this.student = new TextClassifierFactory(
                        new TextClassifierSettings(512, 1024, defaults.learningRate(), defaults.regression(), 1))
                .create(StreamLabels.SPACE, 1);
    }

    /** Learns. */
    HandTrainer learn(List<Example> examples) {
        agreed = 0;
        scored = 0;
        for (int from = 0; from < examples.size(); from += BATCH) {
            student.step(examples.subList(from, Math.min(examples.size(), from + BATCH)), List.of())
                    .scores()
                    .forEach(score -> {
                        agreed += score.agreed();
                        scored++;
                    });
            step++;
        }
        return this;
    }

    /** Writes and announces a checkpoint of what is learned so far; returns its id. */
    String announce() throws Exception {
        String id = String.format(Locale.ROOT, "%010d-%08x", step, scored);
        Path directory = Files.createDirectories(root.resolve(STUDENT).resolve(id));
        student.snapshot().writeTo(directory);
        Checkpoint checkpoint = checkpoint(id, files(directory));
        send(id, io.retort.schemas.serde.RecordCodecs.checkpoint().encode(checkpoint));
        return id;
    }

    /** Takes a checkpoint's announcement back and deletes its files. */
    void retire(String id) throws Exception {
        send(id, null);
        deleteFiles(id);
    }

    /** Deletes a checkpoint's files behind everyone's back. */
    void deleteFiles(String id) throws Exception {
        Path directory = root.resolve(STUDENT).resolve(id);
        for (CheckpointFile file : files(directory)) {
            Files.delete(directory.resolve(file.getName()));
        }
        Files.delete(directory);
    }

    @Override
    public void close() {
        producer.close();
        student.close();
    }

    private void send(String id, byte @Nullable [] value) throws Exception {
        byte[] key = (STUDENT + "/" + id).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topics.of(Topic.CHECKPOINTS), key, value))
                .get();
    }

    private Checkpoint checkpoint(String id, List<CheckpointFile> files) {
        List<NextOffset> next = new ArrayList<>();
        reader.highWaterMarks(topics.of(Topic.SOFT_LABELS))
                .forEach((partition, offset) -> next.add(new NextOffset(partition.partition(), offset)));
        return Checkpoint.newBuilder()
                .setStudent(STUDENT)
                .setId(id)
                .setStep(step)
                .setKind(student.description().kind())
                .setEntryNumber(step)
                .setChain(new Sha256(new byte[32]))
                .setJournalPartition(0)
                .setJournalOffset(0)
                .setLabelsTopicId("")
                .setNext(next)
                .setFiles(files)
                .setLabelSpace(student.description().labelSpace())
                .setNumerics(student.numerics().toString())
                .setLabels(step * BATCH)
                .setRefused(0)
                .setGrants(Map.of())
                .setPrequential(new PrequentialWindow(
                        (long) scored, 0.0, scored == 0 ? 0 : (double) agreed / scored, 0.0, (long) scored, null))
                .setNewestArrival(Instant.EPOCH)
                .setWrittenAt(Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                .build();
    }

    private static List<CheckpointFile> files(Path directory) throws Exception {
        List<CheckpointFile> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path file : entries.sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                files.add(new CheckpointFile(
                        file.getFileName().toString(), (long) content.length, Fingerprints.of(content)));
            }
        }
        return files;
    }
}
