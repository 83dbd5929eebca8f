package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import io.retort.schemas.record.Prompt;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromptHashTest {

    @Test
    void shouldBeTheHashOfATextAlone() {
        assertThat(PromptHash.of(Prompts.of("a text"))).isEqualTo(Fingerprints.ofText("a text"));
    }

    @Test
    void shouldTellApartWhatReadsDifferently() {
        Message user = new Message(ChatRole.USER, "x");
        Message assistant = new Message(ChatRole.ASSISTANT, "x");
        assertThat(Stream.of(
                                prompt("x", null),
                                prompt("x", ""),
                                prompt("x", "y"),
                                prompt("xy", null),
                                prompt("", null, user),
                                prompt("", null, assistant),
                                prompt("", "x"),
                                prompt("", null, user, assistant))
                        .map(PromptHash::of))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldNotDependOnWhoseItIs() {
        assertThat(PromptHash.of(Prompts.of(1, "x"))).isEqualTo(PromptHash.of(Prompts.of(2, "x")));
    }

    private static Prompt prompt(String text, @Nullable String response, Message... messages) {
        return new Prompt("id", "test", 0L, text, response, List.of(messages), Instant.EPOCH);
    }
}
