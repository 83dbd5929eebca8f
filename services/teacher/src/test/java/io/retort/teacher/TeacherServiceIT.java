package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retort.platform.kafka.FencedException;
import io.retort.platform.lifecycle.ServiceState;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class TeacherServiceIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ScriptedTeacher teacher;
    private TopicNames names;
    private PromptTopic topic;

    @BeforeEach
    void createTopics(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        names = new TopicNames(name + ".");
        // A group of its own: static members of the test before would keep their places for a while.
        teacher = new ScriptedTeacher(name);
        kafka.createTopics(names);
        topic = new PromptTopic(kafka.bootstrapServers(), names);
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void shouldShareThePromptsAndLabelEachOnce() {
        ScriptedTeacher other = new ScriptedTeacher(teacher.identity().getId());
        try (RunningTeacher one = start("share-1", teacher);
                RunningTeacher two = start("share-2", other)) {
            await().atMost(LIMIT)
                    .ignoreExceptionsMatching(TeacherServiceIT::hasNoGroupYet)
                    .untilAsserted(() -> assertThat(partitionsHeld()).containsExactly(2, 2));
            topic.send(0, 400);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(topic.labels()).hasSizeGreaterThanOrEqualTo(400));
            assertThat(List.of(one.service().state(), two.service().state())).containsOnly(ServiceState.RUNNING);
        }
        assertThat(topic.keys(Topic.SOFT_LABELS))
                .isEqualTo(topic.keys(Topic.PROMPTS))
                .hasSize(4);
        assertThat(topic.deadLetters()).isEmpty();
        assertThat(topic.isSettled()).isTrue();
        assertThat(teacher.asked()).isNotEmpty();
        assertThat(other.asked()).isNotEmpty();
    }

    @Test
    void shouldAnnounceItsLabelSpaceBeforeItsFirstLabel() {
        topic.send(0, 10);
        try (RunningTeacher running = start("announce", teacher)) {
            await().atMost(LIMIT).until(() -> !topic.labels().isEmpty());
            assertThat(running.service().state()).isEqualTo(ServiceState.RUNNING);
        }
        assertThat(topic.labelSpaces()).singleElement().satisfies(record -> {
            LabelSpace announced = RecordCodecs.labelSpace()
                    .decode(record.value())
                    .match(space -> space, unreadable -> {
                        throw new AssertionError(unreadable);
                    });
            assertThat(announced.getNames()).isEqualTo(ScriptedTeacher.CLASSES);
            assertThat(announced.getFingerprint())
                    .isEqualTo(PromptTopic.label(topic.labels().get(0))
                            .getLabelSpace()
                            .getFingerprint());
            assertThat(record.timestamp())
                    .isLessThanOrEqualTo(topic.labels().get(0).timestamp());
        });
    }

    @Test
    void shouldSkipAndReorderNothingWhileTheTeacherIsUnavailable() {
        for (int call = 0; call < 5; call++) {
            teacher.beUnavailable(Duration.ofMillis(10));
        }
        topic.send(0, 60);
        try (RunningTeacher running = start("outage", teacher)) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(topic.labels()).hasSizeGreaterThanOrEqualTo(60));
            assertThat(running.service().state()).isEqualTo(ServiceState.RUNNING);
        }
        assertThat(topic.keys(Topic.SOFT_LABELS)).isEqualTo(topic.keys(Topic.PROMPTS));
        assertThat(topic.deadLetters()).isEmpty();
    }

    @Test
    void shouldGoOnInOrderWhereAnInstanceWasStoppedInAnOutage() {
        topic.send(0, 20);
        try (RunningTeacher running = start("stopped", teacher)) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(topic.labels()).hasSizeGreaterThanOrEqualTo(20));
            teacher.beUnavailable(Duration.ofHours(1));
            topic.send(20, 60);
            await().atMost(LIMIT).until(() -> !teacher.isTroubled());
            assertThat(running.service().state()).isEqualTo(ServiceState.RUNNING);
        }
        assertThat(topic.labels()).hasSizeLessThan(60);
        try (RunningTeacher running =
                start("stopped", new ScriptedTeacher(teacher.identity().getId()))) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(topic.labels()).hasSizeGreaterThanOrEqualTo(60));
            assertThat(running.service().state()).isEqualTo(ServiceState.RUNNING);
        }
        assertThat(topic.keys(Topic.SOFT_LABELS)).isEqualTo(topic.keys(Topic.PROMPTS));
    }

    @Test
    void shouldEndOnceIdle() throws Throwable {
        topic.send(0, 40);
        TeacherSettings standard = RunningTeacher.settings("idle");
        TeacherSettings untilIdle = new TeacherSettings(
                "idle",
                standard.batch(),
                standard.retry(),
                standard.sessionTimeout(),
                Optional.of("terms-7"),
                Optional.of(Duration.ofMillis(500)));
        try (RunningTeacher running = RunningTeacher.start(kafka.bootstrapServers(), names, untilIdle, teacher)) {
            running.awaitEnd();
            assertThat(running.service().state()).isEqualTo(ServiceState.STOPPED);
        }
        assertThat(topic.labels()).hasSize(40).allSatisfy(record -> assertThat(
                        PromptTopic.label(record).getGrantId())
                .isEqualTo("terms-7"));
    }

    @Test
    void shouldSayWhichTopicsAreMissing() {
        RunningTeacher running = RunningTeacher.start(
                kafka.bootstrapServers(), new TopicNames("nowhere."), RunningTeacher.settings("nowhere"), teacher);
        assertThatThrownBy(running::awaitEnd)
                .isInstanceOf(UnfitTopicsException.class)
                .hasMessageContaining("nowhere.prompts: existence is missing")
                .hasMessageContaining("nowhere.soft-labels")
                .hasMessageContaining("nowhere.label-spaces")
                .hasMessageContaining("nowhere.dead-letters")
                .hasMessageNotContaining("journal");
        assertThat(running.service().state()).isEqualTo(ServiceState.FAILED);
    }

    @Test
    void shouldStopWhenAnotherInstanceOfItsNameTakesOver() {
        RunningTeacher first = start("rivals", teacher);
        topic.send(0, 10);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(topic.labels()).hasSizeGreaterThanOrEqualTo(10));
        try (RunningTeacher second =
                start("rivals", new ScriptedTeacher(teacher.identity().getId()))) {
            assertThatThrownBy(first::awaitEnd).isInstanceOf(FencedException.class);
            topic.send(10, 20);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(topic.labels()).hasSizeGreaterThanOrEqualTo(20));
            assertThat(second.service().state()).isEqualTo(ServiceState.RUNNING);
        }
        assertThat(topic.keys(Topic.SOFT_LABELS)).isEqualTo(topic.keys(Topic.PROMPTS));
    }

    private RunningTeacher start(String instance, Teacher with) {
        return RunningTeacher.start(kafka.bootstrapServers(), names, RunningTeacher.settings(instance), with);
    }

    /** A group is there only once its first member has joined. */
    private static boolean hasNoGroupYet(Throwable failure) {
        return failure.getCause() instanceof GroupIdNotFoundException;
    }

    /** How many partitions of this test's prompts each member of the group holds. */
    private List<Integer> partitionsHeld() throws Exception {
        String group = TeacherSettings.groupId(names, teacher.identity().getId());
        Collection<MemberDescription> members = kafka.admin()
                .describeConsumerGroups(List.of(group))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .members();
        return members.stream()
                .map(member -> (int) member.assignment().topicPartitions().stream()
                        .filter(partition -> partition.topic().equals(names.of(Topic.PROMPTS)))
                        .count())
                .filter(held -> held > 0)
                .toList();
    }
}
