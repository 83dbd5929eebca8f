package io.retort.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.topic.TopicNames;
import io.retort.testing.JavaProcess;
import io.retort.testing.RetortKafka;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server is killed at an instant of a swap; another serves on; it comes back to the same decision. */
class ServerKillIT {

    @RegisterExtension
    static final RetortKafka KAFKA = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final TopicNames names =
            new TopicNames("t" + UUID.randomUUID().toString().substring(0, 8) + ".");

    @ParameterizedTest
    @ValueSource(strings = {"loading", "warming-up", "retiring"})
    void shouldServeOnElsewhereAndComeBackToTheSame(String instant) throws Exception {
        KAFKA.createTopics(names);
        TellingCheckpoints checkpoints = new TellingCheckpoints(directory.resolve("checkpoints"));
        Path halts = Files.createDirectories(directory.resolve("halts"));
        try (DeploymentsTopic decisions = new DeploymentsTopic(KAFKA.bootstrapServers(), names);
                JavaProcess other = start("other", directory.resolve("no-halts"))) {
            decisions.promote(checkpoints.write(1));
            ApiClient elsewhere = client(other);
            elsewhere.awaitAnsweredBy(1);
            try (JavaProcess killed = start("killed", halts)) {
                client(killed).awaitAnsweredBy(1);
                Files.createFile(halts.resolve(instant));
                decisions.promote(checkpoints.write(2));
                killed.awaitLine("halts while " + instant, LIMIT);
                if (!instant.equals("retiring")) {
                    assertThat(client(killed).answeredBy())
                            .as("live until the next is")
                            .isEqualTo(1);
                }
                killed.kill();
            }
            elsewhere.awaitAnsweredBy(2);
            Files.delete(halts.resolve(instant));

            try (JavaProcess back = start("back", halts)) {
                client(back).awaitAnsweredBy(2);
                assertThat(elsewhere.answeredBy()).isEqualTo(2);
            }
        }
    }

    private JavaProcess start(String name, Path halts) throws IOException {
        return JavaProcess.start(
                directory.resolve(name + ".log"),
                HaltingServer.class,
                KAFKA.bootstrapServers(),
                names.prefix(),
                directory.resolve("checkpoints").toString(),
                halts.toString(),
                directory.resolve("temporary").toString());
    }

    private static ApiClient client(JavaProcess server) {
        String line = server.awaitLine("listening at ", LIMIT);
        return new ApiClient(URI.create(line.substring(line.indexOf("http://")).strip()));
    }
}
