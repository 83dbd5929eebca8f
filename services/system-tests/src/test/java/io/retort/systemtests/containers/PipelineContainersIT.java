package io.retort.systemtests.containers;

import static io.retort.systemtests.containers.ServiceContainer.GRACE;
import static io.retort.systemtests.containers.ServiceContainer.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.systemtests.PipelineRecords;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The main job, each service a container: as it should go, with services killed, and with the broker restarted. */
@Tag("docker")
@Testcontainers(disabledWithoutDocker = true)
@Timeout(600)
class PipelineContainersIT {

    private static final int PROMPTS = 2000;
    private static final String STUDENT = "contained";
    private static final long ENDED_BY_SIGTERM = 143;

    @Container
    private final RetortContainers containers = new RetortContainers();

    private PipelineRecords records;

    @SuppressWarnings("NullAway.Init") // set before each test
    PipelineContainersIT() {}

    @BeforeEach
    void readRecords() {
        records = new PipelineRecords(containers.bootstrapServers(), TopicNames.standard());
    }

    @Test
    void shouldDistilWithTwoTeachersAndEndInOrder() throws Exception {
        ServiceContainer producer = producer(400);
        ServiceContainer first = teacher("one");
        ServiceContainer second = teacher("two");
        ServiceContainer trainer = trainer();
        awaitAllLearned();

        assertThat(producer.exitCode(LIMIT)).isZero();
        assertThat(first.outputOf("cat", "/proc/1/comm")).isEqualTo("java\n");
        assertThat(first.outputOf("id", "-u")).isEqualTo("10001\n");
        assertThat(first.outputOf("find", "/tmp", "-type", "f")).as("unpacked").isEmpty();
        first.terminate();
        second.terminate();
        trainer.terminate();
        assertThat(first.exitCode(GRACE)).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(second.exitCode(GRACE)).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(trainer.exitCode(GRACE)).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(trainer.getLogs()).doesNotContain("not finished within");
        assertAllIsThereOnce();
    }

    @Test
    void shouldLabelAndLearnEachPromptOnceWhenTeacherAndTrainerAreKilled() {
        ServiceContainer teacher = teacher("one");
        ServiceContainer trainer = trainer();
        ServiceContainer producer = producer(100);
        await().pollInterval(Duration.ofMillis(100)).atMost(LIMIT).until(() -> records.learned(STUDENT) > 300);
        teacher.kill();
        trainer.kill();
        assertThat(records.size(Topic.SOFT_LABELS)).isLessThan(PROMPTS);

        trainer.startAgain();
        teacher.startAgain();
        assertThat(producer.exitCode(LIMIT)).isZero();
        awaitAllLearned();
        trainer.terminate();
        teacher.terminate();

        assertThat(trainer.exitCode(GRACE)).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(teacher.exitCode(GRACE)).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(trainer.getLogs()).contains("restored");
        assertAllIsThereOnce();
    }

    @Test
    void shouldGoOnWhenTheBrokerIsRestartedUnderLoad() {
        ServiceContainer teacher = teacher("one");
        ServiceContainer trainer = trainer();
        ServiceContainer producer = producer(100);
        await().pollInterval(Duration.ofMillis(100)).atMost(LIMIT).until(() -> records.learned(STUDENT) > 300);
        assertThat(records.size(Topic.PROMPTS)).as("prompts so far").isLessThan(PROMPTS);
        containers.restartBroker();
        awaitAllLearned();

        assertThat(producer.exitCode(LIMIT)).isZero();
        assertThat(teacher.isRunning()).isTrue();
        assertThat(trainer.isRunning()).isTrue();
        trainer.terminate();
        assertThat(trainer.exitCode(GRACE)).isEqualTo(ENDED_BY_SIGTERM);
        assertAllIsThereOnce();
    }

    private ServiceContainer producer(int perSecond) {
        return containers.start("produce", "--generate", "" + PROMPTS, "--rate", "" + perSecond);
    }

    private ServiceContainer teacher(String instance) {
        return containers.start("teach", "--instance", instance);
    }

    private ServiceContainer trainer() {
        return containers.start(
                "train", "--student", STUDENT, "--checkpoints", "/checkpoints", "--checkpoint-steps", "10");
    }

    private void awaitAllLearned() {
        await().pollInterval(Duration.ofSeconds(1)).atMost(LIMIT).until(() -> records.learned(STUDENT) >= PROMPTS);
    }

    private void assertAllIsThereOnce() {
        assertThat(records.prompts()).hasSize(PROMPTS);
        records.assertEveryPromptIsLabelledOnce();
        records.assertEveryLabelIsInOneTile(STUDENT);
        records.assertNothingIsOpen();
        assertThat(containers.run("replay", "--student", STUDENT, "--checkpoints", "/checkpoints", "--all"))
                .contains("reproduced " + records.checkpoints(STUDENT).size() + " checkpoint(s)");
    }
}
