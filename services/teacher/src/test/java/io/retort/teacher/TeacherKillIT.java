package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.schemas.topic.Topic;
import io.retort.testing.JavaProcess;
import io.retort.testing.RetortKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL in mid-stream, within a transaction: the process is held (SIGSTOP) again and again until it is held with records of
 * an open transaction in the log, and killed there. Only then do aborted records show that the rest was not luck.
 */
class TeacherKillIT {

    private static final int PROMPTS = 60_000;
    private static final int MOST_KILLS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    @TempDir
    private Path directory;

    @Test
    void shouldLabelEachPromptOnceWhenKilledWithinATransaction() throws IOException {
        try (PromptTopic topic = new PromptTopic(kafka.bootstrapServers(), kafka.topicNames())) {
            topic.send(0, PROMPTS);
            int kills = 0;
            while (topic.isSettled() && kills < MOST_KILLS) {
                killWithinATransaction(topic, kills);
                kills++;
            }
            assertThat(topic.isSettled()).as("settled after %s kills", kills).isFalse();
            assertThat(topic.labelsEnd()).as("there is work left").isLessThan(PROMPTS);
            try (JavaProcess last = start("last.log")) {
                await().atMost(LIMIT)
                        .until(() ->
                                topic.labelsEnd() >= PROMPTS && topic.labels().size() >= PROMPTS);
                assertThat(last.isAlive()).isTrue();
            }
            assertThat(topic.keys(Topic.SOFT_LABELS)).isEqualTo(topic.keys(Topic.PROMPTS));
            assertThat(topic.labelsAbortedToo()).as("labels, aborted ones too").hasSizeGreaterThan(PROMPTS);
            assertThat(topic.deadLetters()).isEmpty();
            assertThat(topic.isSettled()).isTrue();
        }
    }

    private void killWithinATransaction(PromptTopic topic, int life) throws IOException {
        try (JavaProcess process = start(life + ".log")) {
            boolean open = false;
            while (!open) {
                long before = topic.labelsEnd();
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).until(() -> topic.labelsEnd() > before);
                process.suspend();
                open = !topic.isSettled();
                if (!open) {
                    process.resume();
                }
            }
            process.kill();
        }
    }

    private JavaProcess start(String log) throws IOException {
        return JavaProcess.start(
                directory.resolve(log),
                TeacherProcess.class,
                kafka.bootstrapServers(),
                kafka.topicNames().prefix(),
                "killed");
    }
}
