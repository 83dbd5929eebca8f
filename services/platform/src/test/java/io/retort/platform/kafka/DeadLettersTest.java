package io.retort.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.topic.TopicNames;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final byte[] KEY = {1, (byte) 0xff};
    private static final byte[] VALUE = {(byte) 0xc3, 0x28, 0};

    private final DeadLetters deadLetters = new DeadLetters(new TopicNames("here."));

    @Test
    void shouldKeepTheOriginalAsItCame() {
        var original = new ConsumerRecord<>("here.prompts", 3, 42L, KEY, VALUE);
        original.headers().add("trace", new byte[] {9});

        var letter = deadLetters.of(original, Stage.TEACHER, "unreadable", "not a prompt", 2);

        assertThat(letter.topic()).isEqualTo("here.dead-letters");
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
        assertThat(letter.headers().lastHeader("trace").value()).containsExactly(9);
    }

    @Test
    void shouldSayWhereItLayAndWhy() {
        var letter = deadLetters.of(
                new ConsumerRecord<>("here.prompts", 3, 42L, KEY, VALUE),
                Stage.TEACHER,
                "unreadable",
                "not a prompt",
                2);

        assertThat(headers(letter))
                .containsExactly(
                        "retort.error.topic=here.prompts",
                        "retort.error.partition=3",
                        "retort.error.offset=42",
                        "retort.error.stage=teacher",
                        "retort.error.reason=unreadable",
                        "retort.error.message=not a prompt",
                        "retort.error.attempt=2");
    }

    @Test
    void shouldKeepKeysAndValuesThatAreAbsent() {
        var letter = deadLetters.of(
                new ConsumerRecord<byte[], byte[]>("here.prompts", 0, 0L, null, null), Stage.TRAINER, "empty", "", 1);

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void shouldCutALongMessageBetweenCharacters() {
        var letter = deadLetters.of(
                new ConsumerRecord<>("here.prompts", 0, 0L, KEY, VALUE),
                Stage.TRAINER,
                "long",
                "x" + "\uD83D\uDE00".repeat(5000),
                1);

        String message =
                new String(letter.headers().lastHeader(DeadLetters.MESSAGE).value(), UTF_8);
        assertThat(message).isEqualTo("x" + "\uD83D\uDE00".repeat(2047));
    }

    private static List<String> headers(ProducerRecord<byte[], byte[]> letter) {
        return Arrays.stream(letter.headers().toArray())
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .toList();
    }
}
