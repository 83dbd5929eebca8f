package io.retort.systemtests;

import static io.retort.systemtests.Commands.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline as a user runs it: every command a process, two of them killed while prompts flow. */
@Timeout(600)
class PipelineKillIT {

    private static final int PROMPTS = 2000;
    private static final String STUDENT = "killed";
    private static final Pattern LATER_CHECKPOINT = Pattern.compile("checkpoint announced .* step=\"[1-9]");
    private static final Pattern REPEATED = Pattern.compile("restored .*repeated=\"(\\d+)\"");

    @TempDir
    private Path directory;

    private Commands commands;
    private String broker;

    @SuppressWarnings("NullAway.Init") // set before each test
    PipelineKillIT() {}

    @BeforeEach
    void startBroker() throws IOException {
        commands = new Commands(directory);
        JavaProcess process = commands.start(
                "broker", "--directory", directory.resolve("broker").toString());
        String line = process.awaitLine("broker ready at ", LIMIT);
        broker = line.substring(line.lastIndexOf(' ') + 1);
        commands.runOn(broker, "topics", "create");
    }

    @AfterEach
    void endAll() {
        commands.close();
    }

    @Test
    void shouldComeToTheSameStudentAndLoseNoLabelWhenTeacherAndTrainerAreKilled() throws Exception {
        PipelineRecords records = new PipelineRecords(broker, TopicNames.standard());
        JavaProcess producer = commands.startOn(
                broker, "produce", "--generate", Integer.toString(PROMPTS), "--seed", "11", "--rate", "100");
        JavaProcess killedTeacher = commands.startOn(broker, "teach", "--instance", "one");
        JavaProcess firstTrainer = train();
        awaitStepsAfterACheckpoint(firstTrainer);
        firstTrainer.kill();

        JavaProcess secondTrainer = train();
        killedTeacher.kill();
        assertThat(records.size(Topic.SOFT_LABELS)).isPositive().isLessThan(PROMPTS);
        JavaProcess teacher = commands.startOn(broker, "teach", "--instance", "one");
        int repeated = repeated(secondTrainer);
        awaitStepsAfterACheckpoint(secondTrainer);
        secondTrainer.kill();
        Commands.succeeds(producer);
        await().atMost(LIMIT).until(() -> records.labelledIds().size() >= PROMPTS);
        teacher.terminate();

        JavaProcess lastTrainer = train("--until-idle", "2s");
        repeated += repeated(lastTrainer);
        Commands.succeeds(lastTrainer);

        assertThat(repeated)
                .as("steps after a checkpoint that a killed trainer had committed")
                .isPositive();
        teacher.exitCode(LIMIT);
        assertThat(records.prompts()).hasSize(PROMPTS);
        records.assertEveryPromptIsLabelledOnce();
        records.assertEveryLabelIsInOneTile(STUDENT);
        records.assertNothingIsOpen();
        String replayed =
                commands.runOn(broker, "replay", "--student", STUDENT, "--checkpoints", checkpoints(), "--all");
        assertThat(replayed)
                .contains("reproduced " + records.checkpoints(STUDENT).size() + " checkpoint(s)");
    }

    private JavaProcess train(String... more) throws IOException {
        String[] arguments = {
            "train",
            "--student",
            STUDENT,
            "--checkpoints",
            checkpoints(),
            "--batch-size",
            "16",
            "--checkpoint-steps",
            "10"
        };
        return commands.startOn(
                broker, Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new));
    }

    private String checkpoints() {
        return directory.resolve("checkpoints").toString();
    }

    /** Waits for a checkpoint of this process's own, and for the journal to go on after it. */
    private void awaitStepsAfterACheckpoint(JavaProcess trainer) throws Exception {
        trainer.awaitLine(LATER_CHECKPOINT.asPredicate(), "a checkpoint", LIMIT);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            Map<TopicPartition, OffsetAndMetadata> announced = committed(admin);
            await().pollInterval(Duration.ofMillis(10)).atMost(LIMIT).until(() -> !committed(admin)
                    .equals(announced));
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets("retort.trainer." + STUDENT)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static int repeated(JavaProcess trainer) {
        Matcher matcher = REPEATED.matcher(trainer.awaitLine(REPEATED.asPredicate(), "a restore", LIMIT));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
