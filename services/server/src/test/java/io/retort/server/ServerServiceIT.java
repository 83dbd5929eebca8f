package io.retort.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retort.platform.lifecycle.ServiceState;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ServerServiceIT {

    @RegisterExtension
    static final RetortKafka KAFKA = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final TopicNames names =
            new TopicNames("t" + UUID.randomUUID().toString().substring(0, 8) + ".");
    private TellingCheckpoints checkpoints;
    private DeploymentsTopic decisions;
    private ServerSettings settings;

    @BeforeEach
    void open() {
        KAFKA.createTopics(names);
        checkpoints = new TellingCheckpoints(directory);
        decisions = new DeploymentsTopic(KAFKA.bootstrapServers(), names);
        settings = ServerSettings.of(directory).alone();
    }

    @AfterEach
    void close() {
        decisions.close();
    }

    @Test
    void shouldBeReadyBeforeAnythingIsPromotedAndSayThatNothingIs() throws Exception {
        try (RunningServer server = server(settings)) {
            await().atMost(LIMIT).until(() -> server.notReady().isEmpty());

            assertThat(server.client.classify().statusCode()).isEqualTo(503);
            assertThat(server.client.classify().body()).contains("no_student");
        }
    }

    @Test
    void shouldFollowPromotionsAndRollbacksAndNothingElse() throws Exception {
        try (RunningServer server = server(settings)) {
            DeployedCheckpoint first = checkpoints.write(1);
            decisions.promote(first);
            server.client.awaitAnsweredBy(1);
            decisions.hold();
            decisions.promote(checkpoints.write(2));
            server.client.awaitAnsweredBy(2);

            decisions.rollBack(first);

            server.client.awaitAnsweredBy(1);
            assertThat(server.notReady()).isEmpty();
        }
    }

    @Test
    void shouldComeToTheSameFromTheTopicHoweverLateItStarts() throws Exception {
        for (long step = 1; step <= 3; step++) {
            decisions.promote(checkpoints.write(step));
        }
        try (RunningServer one = server(settings);
                RunningServer other = server(settings)) {
            one.client.awaitAnsweredBy(3);
            other.client.awaitAnsweredBy(3);
        }
        try (RunningServer again = server(settings)) {
            again.client.awaitAnsweredBy(3);
        }
    }

    @Test
    void shouldNotBeReadyWhileNothingOfWhatWasPromotedLoads() throws Exception {
        DeployedCheckpoint lost = checkpoints.write(1);
        Path model = checkpoints.directory(1).resolve("model.safetensors");
        Files.move(model, directory.resolve("away"));
        decisions.promote(lost);
        try (RunningServer server = server(settings)) {
            await().atMost(LIMIT).until(() -> server.notReady()
                    .equals("nothing of intents is loaded: model.safetensors is missing"));
            assertThat(server.client.classify().body()).contains("not_loaded");

            Files.move(directory.resolve("away"), model);

            server.client.awaitAnsweredBy(1);
            assertThat(server.notReady()).isEmpty();
        }
    }

    @Test
    void shouldServeTheChosenStudentsAlone() throws Exception {
        decisions.promote(checkpoints.write(1));
        decisions.promote("other", checkpoints.write(2));
        ServerSettings chosen = new ServerSettings(
                directory,
                settings.address(),
                0,
                settings.tokens(),
                List.of(TellingCheckpoints.STUDENT),
                settings.batch(),
                settings.limits(),
                settings.generation(),
                settings.retry(),
                Duration.ZERO);
        try (RunningServer server = server(chosen)) {
            server.client.awaitAnsweredBy(1);
            assertThat(server.notReady()).isEmpty();
        }
    }

    @Test
    void shouldServeOnWhileTheBrokerIsAwayAndCatchUpWhenItIsBack() throws Exception {
        decisions.promote(checkpoints.write(1));
        try (RunningServer server = server(settings)) {
            server.client.awaitAnsweredBy(1);
            KAFKA.stop();
            try {
                for (int i = 0; i < 50; i++) {
                    assertThat(server.client.answeredBy()).isEqualTo(1);
                }
                assertThat(server.notReady()).isEmpty();
                assertThat(server.state()).isEqualTo(ServiceState.RUNNING);
            } finally {
                KAFKA.start();
            }

            decisions.promote(checkpoints.write(2));

            server.client.awaitAnsweredBy(2);
        }
    }

    @Test
    void shouldDrainReadinessFirstThenConnectionsThenRequests() throws Exception {
        decisions.promote(checkpoints.write(1));
        ServerSettings slow = new ServerSettings(
                directory,
                settings.address(),
                0,
                settings.tokens(),
                List.of(),
                settings.batch(),
                settings.limits(),
                settings.generation(),
                settings.retry(),
                Duration.ofSeconds(2));
        RunningServer server = server(slow);
        try (Socket begun = new Socket("127.0.0.1", server.address.getPort())) {
            server.client.awaitAnsweredBy(1);
            String body = "{\"input\": [\"a\", \"b\", \"c\", \"d\"]}";
            send(
                    begun,
                    "POST /v1/classify HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n");

            server.stop();
            assertThat(server.state()).as("no longer ready").isEqualTo(ServiceState.STOPPING);
            await().atMost(LIMIT).until(() -> {
                var answer = server.client.classify();
                return answer.statusCode() == 200
                        && answer.headers().firstValue("Connection").isPresent();
            });
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThatThrownBy(() -> new Socket("127.0.0.1", server.address.getPort()))
                            .isInstanceOf(ConnectException.class));
            send(begun, body);

            String answer = new String(begun.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
            assertThat(ApiClient.stepOf(answer.substring(answer.indexOf("\r\n\r\n") + 4)))
                    .isEqualTo(1);
        } finally {
            server.close();
        }
        assertThat(server.state()).isEqualTo(ServiceState.STOPPED);
    }

    private RunningServer server(ServerSettings with) throws Exception {
        return new RunningServer(with, KAFKA.bootstrapServers(), names);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
