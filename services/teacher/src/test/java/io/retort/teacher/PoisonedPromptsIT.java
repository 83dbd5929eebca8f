package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.platform.kafka.DeadLetters;
import io.retort.platform.kafka.Stage;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PoisonedPromptsIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TopicNames names = kafka.topicNames();

    @Test
    void shouldMakeDeadLettersOfWhatCannotBeLabelledAndGoOn() throws Exception {
        Map<String, byte[]> poison = poison();
        try (PromptTopic topic = new PromptTopic(kafka.bootstrapServers(), names);
                RunningTeacher running = RunningTeacher.start(
                        kafka.bootstrapServers(), names, RunningTeacher.settings("poison"), new ScriptedTeacher())) {
            int good = 0;
            for (var one : poison.entrySet()) {
                topic.sendRaw(utf8(one.getKey()), one.getValue());
                topic.sendRaw(utf8("good-" + good), prompt("good-" + good, "good"));
                good++;
            }
            String longest = incompressible(longestIncompressible());
            topic.sendRaw(utf8("longest"), prompt("longest", longest));
            topic.sendRaw(utf8("last"), prompt("last", "the last"));
            int expected = good + 2;
            await().atMost(LIMIT).untilAsserted(() -> assertThat(topic.labels()).hasSizeGreaterThanOrEqualTo(expected));
            assertThat(running.service().progress().age()).isLessThan(LIMIT);
            assertThat(topic.labels()).hasSize(expected);
            assertThat(topic.labels().stream().map(PromptTopic::label).filter(label -> label.getPromptId()
                            .equals("longest")))
                    .singleElement()
                    .satisfies(label -> assertThat(label.getText()).isEqualTo(longest));
            assertDead(topic.deadLetters(), poison);
        }
    }

    private void assertDead(List<ConsumerRecord<byte[], byte[]>> letters, Map<String, byte[]> poison) {
        assertThat(letters).hasSameSizeAs(poison.keySet());
        assertThat(letters.stream().map(letter -> header(letter, DeadLetters.REASON)))
                .containsExactlyInAnyOrderElementsOf(poison.keySet());
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            String reason = header(letter, DeadLetters.REASON);
            assertThat(letter.key()).as(reason).isEqualTo(utf8(reason));
            assertThat(letter.value()).as(reason).isEqualTo(poison.get(reason));
            assertThat(letter.headers().lastHeader("origin").value()).containsExactly(7);
            assertThat(header(letter, DeadLetters.STAGE)).isEqualTo(Stage.TEACHER.label());
            assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo(names.of(Topic.PROMPTS));
            assertThat(header(letter, DeadLetters.PARTITION)).isEqualTo("0");
            assertThat(header(letter, DeadLetters.OFFSET)).matches("\\d+");
            assertThat(header(letter, DeadLetters.ATTEMPT)).isEqualTo("1");
            assertThat(header(letter, DeadLetters.MESSAGE)).isNotBlank();
        }
    }

    /** What cannot be labelled, by the reason it should get, which is also its key. */
    private static Map<String, byte[]> poison() {
        byte[] whole = prompt("poison", "a prompt");
        byte[] wrongFingerprint = whole.clone();
        wrongFingerprint[5] ^= 1; // within the eight bytes after the marker
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        byte[] random = new byte[500];
        new Random(3).nextBytes(random);
        Map<String, byte[]> poison = new LinkedHashMap<>();
        poison.put("not-avro", random);
        poison.put("other-record", RecordCodecs.labelSpace().encode(new ScriptedTeacher().labelSpace()));
        poison.put("unknown-schema", wrongFingerprint);
        poison.put("malformed", cut);
        poison.put("empty-text", prompt("poison", " \n"));
        // Compressed, it passes the prompts topic; its label, like all that is sent, is measured as it is.
        poison.put("result-too-large", prompt("poison", "a".repeat(9 * 1024 * 1024)));
        return poison;
    }

    /** The most that passes the topic uncompressed, less what stands around the text. */
    private static int longestIncompressible() {
        return Topic.PROMPTS.maxMessageBytes() - 1_000;
    }

    /** Random printable ASCII: zstd saves a sixth of it at most, so the batch is near the topic's limit. */
    private static String incompressible(int length) {
        return new Random(4)
                .ints(length, 33, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] prompt(String id, String text) {
        Prompt like = Prompts.of(text);
        return RecordCodecs.prompt()
                .encode(new Prompt(
                        id, like.getSourceId(), like.getSourceIndex(), text, null, List.of(), like.getArrivedAt()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
