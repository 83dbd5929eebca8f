package io.retort.benchmarks.serving;

import io.retort.learning.classifier.TextClassifierFactory;
import io.retort.learning.classifier.TextClassifierSettings;
import io.retort.learning.student.Student;
import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.deployment.DeploymentWriter;
import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.topic.TopicNames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/** Writes checkpoints of a student of the standard size and promotes them; what the weights are is nothing to a server's speed. */
final class Promotions implements AutoCloseable {

    static final int CLASSES = 77;

    private static final String STUDENT = "benchmark";

    private final Path checkpoints;
    private final LabelSpace labelSpace;
    private final DeploymentLog log;
    private final DeploymentWriter writer;
    private long step;

    Promotions(Path checkpoints, KafkaClients clients, TopicNames names) {
        this.checkpoints = checkpoints;
        List<String> classes =
                IntStream.range(0, CLASSES).mapToObj(c -> "class " + c).toList();
        labelSpace = new LabelSpace(
                LabelSpaceKind.CLASSES, Fingerprints.ofClasses(classes), classes.size(), classes, Instant.EPOCH);
        log = new DeploymentLog(clients, names);
        log.catchUp(Duration.ofSeconds(30));
        writer = new DeploymentWriter(clients, names, log, Duration.ofSeconds(30));
    }

    /** Writes the files of another checkpoint. */
    DeployedCheckpoint write() throws IOException {
        String id = String.format(Locale.ROOT, "%010d-0benchmk", ++step);
        Path directory = Files.createDirectories(checkpoints.resolve(STUDENT).resolve(id));
        try (Student student = new TextClassifierFactory(TextClassifierSettings.defaults()).create(labelSpace, step)) {
            student.snapshot().writeTo(directory);
            return new DeployedCheckpoint(
                    id,
                    step,
                    step,
                    student.description().kind(),
                    student.description().labelSpace(),
                    files(directory),
                    Instant.now(),
                    Instant.now());
        }
    }

    void promote(DeployedCheckpoint checkpoint) {
        writer.decide(Deployment.newBuilder()
                .setStudent(STUDENT)
                .setId(UUID.randomUUID().toString())
                .setBasedOn(log.of(STUDENT).base().orElse(null))
                .setAction(DeploymentAction.PROMOTE)
                .setCheckpoint(checkpoint)
                .setDecider(Decider.PERSON)
                .setReason("a benchmark")
                .setDecidedAt(Instant.now())
                .build());
    }

    @Override
    public void close() {
        writer.close();
        log.close();
    }

    private static List<CheckpointFile> files(Path directory) throws IOException {
        List<CheckpointFile> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            for (Path file : found) {
                byte[] bytes = Files.readAllBytes(file);
                files.add(
                        new CheckpointFile(file.getFileName().toString(), (long) bytes.length, Fingerprints.of(bytes)));
            }
        }
        return files;
    }
}
