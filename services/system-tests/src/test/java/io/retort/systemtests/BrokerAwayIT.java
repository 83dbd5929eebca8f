package io.retort.systemtests;

import static io.retort.systemtests.Commands.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.testing.JavaProcess;
import io.retort.testing.RetortKafka;
import io.retort.testing.SlowAcknowledgements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away while every service has a transaction open, for longer than any may take. */
@Timeout(600)
class BrokerAwayIT {

    private static final String STUDENT = "waiting";
    private static final Duration AWAY = Duration.ofSeconds(30);

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    @TempDir
    private Path directory;

    private Commands commands;
    private Path slow;

    @SuppressWarnings("NullAway.Init") // set before each test
    BrokerAwayIT() {}

    @BeforeEach
    void prepare() throws IOException {
        commands = new Commands(directory);
        slow = directory.resolve("slow.yaml");
        StringBuilder settings = new StringBuilder("kafka:\n  properties:\n");
        SlowAcknowledgements.properties().forEach((key, value) -> settings.append("    " + key + ": " + value + "\n"));
        Files.writeString(slow, settings);
    }

    @AfterEach
    void endAll() {
        commands.close();
    }

    @Test
    void shouldGoOnAndLoseOrDoubleNothing() throws Exception {
        PipelineRecords records = new PipelineRecords(kafka.bootstrapServers(), kafka.topicNames());
        JavaProcess producer = run("produce", "--generate", "1000000", "--seed", "5", "--rate", "40");
        JavaProcess teacher = run("teach");
        JavaProcess trainer = run(
                "train",
                "--student",
                STUDENT,
                "--checkpoints",
                directory.toString(),
                "--batch-size",
                "16",
                "--checkpoint-steps",
                "20");
        await().atMost(LIMIT).until(() -> records.learned(STUDENT) > 0);

        // Each needs what the next one writes to have a transaction at all.
        Map<String, JavaProcess> services = new LinkedHashMap<>();
        services.put("retort.trainer.", trainer);
        services.put("retort.teacher.", teacher);
        services.put("retort.producer.", producer);
        new OpenTransactions(kafka.admin()).suspendAllWithin(services);
        kafka.stop();
        services.values().forEach(JavaProcess::resume);
        await().pollDelay(AWAY).atMost(LIMIT).until(() -> true);
        assertThat(services.values()).allMatch(JavaProcess::isAlive);
        kafka.start();

        long before = records.learned(STUDENT);
        await().atMost(LIMIT).until(() -> records.learned(STUDENT) > before + 400);
        end(producer);
        int prompts = records.prompts().size();
        await().atMost(LIMIT).until(() -> records.learned(STUDENT) == prompts);
        end(teacher);
        end(trainer);
        records.assertEveryPromptIsLabelledOnce();
        records.assertEveryLabelIsInOneTile(STUDENT);
        records.assertNothingIsOpen();
    }

    private static void end(JavaProcess process) {
        process.terminate();
        process.exitCode(LIMIT);
    }

    private JavaProcess run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", slow.toString()));
        return commands.startOn(kafka.bootstrapServers(), all.toArray(String[]::new));
    }
}
