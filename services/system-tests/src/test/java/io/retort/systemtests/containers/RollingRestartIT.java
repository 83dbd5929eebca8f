package io.retort.systemtests.containers;

import static io.retort.systemtests.containers.ServiceContainer.GRACE;
import static io.retort.systemtests.containers.ServiceContainer.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.schemas.topic.TopicNames;
import io.retort.systemtests.PipelineRecords;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Two servers under load, restarted one after the other, as an upgrade does. */
@Tag("docker")
@Testcontainers(disabledWithoutDocker = true)
@Timeout(600)
class RollingRestartIT {

    private static final int PROMPTS = 1000;
    private static final String STUDENT = "rolled";

    @Container
    private final RetortContainers containers = new RetortContainers();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void shouldFailNoRequestWhenTwoServersAreRestartedOneAfterTheOther() throws Exception {
        distil();
        List<ServerContainer> servers = List.of(containers.startServer(), containers.startServer());
        servers.forEach(server -> server.awaitReady(client));
        try (BalancedLoad load = new BalancedLoad(servers, client)) {
            for (ServerContainer server : servers) {
                awaitAnswers(load, servers);
                server.container().terminate();
                assertThat(server.container().exitCode(GRACE)).isEqualTo(143);
                server.container().startAgain();
                server.awaitReady(client);
            }
            awaitAnswers(load, servers);
            assertThat(load.failures()).isEmpty();
        }
    }

    /** Leaves a student that is promoted, and nothing that learns. */
    private void distil() {
        ServiceContainer teacher = containers.start("teach", "--instance", "one");
        ServiceContainer trainer = containers.start("train", "--student", STUDENT, "--checkpoints", "/checkpoints");
        ServiceContainer producer = containers.start("produce", "--generate", "" + PROMPTS);
        PipelineRecords records = new PipelineRecords(containers.bootstrapServers(), TopicNames.standard());
        await().atMost(LIMIT).until(() -> records.learned(STUDENT) >= PROMPTS);
        assertThat(producer.exitCode(LIMIT)).isZero();
        trainer.terminate(); // it announces a last checkpoint
        teacher.terminate();
        assertThat(trainer.exitCode(GRACE)).isEqualTo(143);
        assertThat(teacher.exitCode(GRACE)).isEqualTo(143);
        containers.run("deploy", "promote", "--student", STUDENT, "--reason", "it is the first");
    }

    /** Waits until each server has answered more requests than so far. */
    private static void awaitAnswers(BalancedLoad load, List<ServerContainer> servers) {
        for (ServerContainer server : servers) {
            long before = load.answered(server);
            await().atMost(LIMIT).until(() -> load.answered(server) > before + 100);
        }
    }
}
