package io.retort.systemtests;

import static io.retort.systemtests.Commands.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.CheckpointFile;
import io.retort.testing.JavaProcess;
import io.retort.testing.RetortKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A trainer whose checkpoints do not fit on their device any more, or have no place at all. */
@Timeout(600)
class DiskFullIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    @TempDir
    private Path directory;

    private final PipelineRecords records = new PipelineRecords(kafka.bootstrapServers(), kafka.topicNames());
    private Commands commands;
    private JavaProcess teacher;

    @SuppressWarnings("NullAway.Init") // set before each test
    DiskFullIT() {}

    @BeforeEach
    void produceAndTeach() throws IOException {
        commands = new Commands(directory);
        run("produce", "--generate", "100000", "--rate", "40");
        teacher = run("teach");
    }

    @AfterEach
    void endAll() {
        commands.close();
    }

    @Test
    void shouldAnnounceNothingThatIsNotWholeAndGoOnOnceThereIsSpace() throws Exception {
        String student = "squeezed";
        // A checkpoint takes about 2 MiB, and three are kept.
        try (OwnFileSystem device = OwnFileSystem.mount(directory.resolve("device"), 16)) {
            JavaProcess trainer = train(student, device.root());
            await().atMost(LIMIT).until(() -> newestStep(student) > 0);

            // Retiring a checkpoint makes space for one more, so it may take several fillings until one fails.
            await().atMost(LIMIT).until(() -> {
                device.fill();
                return trainer.output().contains("checkpoint could not be written");
            });
            long announced = newestStep(student);
            long learned = records.learned(student);
            await().atMost(LIMIT).until(() -> records.learned(student) > learned + 64);

            assertThat(trainer.awaitLine("checkpoint could not be written", LIMIT))
                    .contains("No space left on device")
                    .contains(device.root().toString());
            assertThat(newestStep(student)).isEqualTo(announced);
            assertAllAreWhole(student, device.root());
            assertThat(finished(student, device.root())).containsExactlyInAnyOrderElementsOf(ids(student));

            device.makeSpace();
            await().atMost(LIMIT).until(() -> newestStep(student) > announced);
            end(teacher);
            long labels = records.labelledIds().size();
            await().atMost(LIMIT).until(() -> records.learned(student) == labels);
            end(trainer);
            assertAllAreWhole(student, device.root());
        }
        records.assertEveryLabelIsInOneTile(student);
    }

    @Test
    void shouldEndWithTheReasonWhenTheDirectoryCannotBeMade() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");

        JavaProcess trainer = train("homeless", file);

        assertThat(trainer.exitCode(LIMIT)).isEqualTo(1);
        assertThat(trainer.output())
                .contains("retort: no checkpoint of step 0 could be written below " + file + ": ")
                .contains("Not a directory");
        assertThat(records.checkpoints("homeless")).isEmpty();
        assertThat(records.journal("homeless")).isEmpty();
    }

    private JavaProcess train(String student, Path checkpoints) throws IOException {
        return run(
                "train",
                "--student",
                student,
                "--checkpoints",
                checkpoints.toString(),
                "--batch-size",
                "8",
                "--checkpoint-steps",
                "4",
                "--keep",
                "2");
    }

    private JavaProcess run(String... arguments) throws IOException {
        return commands.startOn(kafka.bootstrapServers(), arguments);
    }

    private static void end(JavaProcess process) {
        process.terminate();
        process.exitCode(LIMIT);
    }

    private long newestStep(String student) {
        return records.checkpoints(student).stream()
                .mapToLong(Checkpoint::getStep)
                .max()
                .orElse(-1);
    }

    private List<String> ids(String student) {
        return records.checkpoints(student).stream().map(Checkpoint::getId).toList();
    }

    /** Directories that bear a checkpoint's name, rather than that of one being written. */
    private static List<String> finished(String student, Path root) throws IOException {
        try (Stream<Path> directories = Files.list(root.resolve(student))) {
            return directories
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.contains("."))
                    .toList();
        }
    }

    private void assertAllAreWhole(String student, Path root) throws Exception {
        List<Checkpoint> announced = records.checkpoints(student);
        assertThat(announced).isNotEmpty();
        for (Checkpoint checkpoint : announced) {
            for (CheckpointFile file : checkpoint.getFiles()) {
                byte[] bytes = Files.readAllBytes(
                        root.resolve(student).resolve(checkpoint.getId()).resolve(file.getName()));
                assertThat(MessageDigest.getInstance("SHA-256").digest(bytes))
                        .as("%s of %s", file.getName(), checkpoint.getId())
                        .isEqualTo(file.getHash().bytes());
            }
        }
    }
}
