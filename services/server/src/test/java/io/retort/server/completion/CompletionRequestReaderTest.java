package io.retort.server.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import io.retort.server.completion.CompletionRequest.Streaming;
import io.retort.server.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionRequestReaderTest {

    private static final RequestLimits LIMITS = new RequestLimits(4_096, 3, 100);
    private static final String CHAT = "\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]";

    private final CompletionRequestReader texts = new TextRequestReader(LIMITS);
    private final CompletionRequestReader chats = new ChatRequestReader(LIMITS);

    @Test
    void shouldReadEverythingThatATextCanBeAskedWith() {
        CompletionRequest request = texts.read(bytes("""
                {"model": "writer", "prompt": "Once", "stop": ["a", "b"], "max_tokens": 7, "temperature": 0.5,
                 "top_p": 0.9, "seed": -3, "n": 1, "best_of": 1, "echo": false, "logprobs": null, "logit_bias": {},
                 "presence_penalty": 0, "frequency_penalty": 0.0, "suffix": "", "stream": true,
                 "stream_options": {"include_usage": true, "include_obfuscation": false},
                 "user": "u", "metadata": {"a": "b"}, "store": true, "service_tier": "auto"}
                """));

        assertThat(request)
                .isEqualTo(new CompletionRequest(
                        Optional.of("writer"),
                        List.of(new CompletionPrompt.Text("Once")),
                        Optional.of(7),
                        new Sampling(0.5f, 0.9f, -3, List.of("a", "b")),
                        Streaming.IN_PIECES_WITH_USAGE));
    }

    @Test
    void shouldReadWhatIsUsualWhereNothingIsSaid() {
        CompletionRequest text = texts.read(bytes("{\"prompt\": \"a\"}"));
        CompletionRequest chat = chats.read(bytes("{" + CHAT + "}"));

        assertThat(text.model()).isEmpty();
        assertThat(text.sampling().temperature()).isEqualTo(1);
        assertThat(text.sampling().topP()).isEqualTo(1);
        assertThat(text.sampling().seed()).isNotEqualTo(chat.sampling().seed());
        assertThat(text.most()).as("as OpenAI's API has it").hasValue(16);
        assertThat(chat.most()).isEmpty();
        assertThat(text.sampling().stops()).isEmpty();
        assertThat(text.streaming()).isEqualTo(Streaming.WHOLE);
    }

    @Test
    void shouldReadSeveralPromptsAsTextsOrTokens() {
        assertThat(texts.read(bytes("{\"prompt\": [\"a\", \"\"]}")).prompts())
                .containsExactly(new CompletionPrompt.Text("a"), new CompletionPrompt.Text(""));
        assertThat(texts.read(bytes("{\"prompt\": [1, 2]}")).prompts())
                .containsExactly(new CompletionPrompt.Tokens(List.of(1, 2)));
        assertThat(texts.read(bytes("{\"prompt\": [[1], [2, 3]]}")).prompts())
                .containsExactly(new CompletionPrompt.Tokens(List.of(1)), new CompletionPrompt.Tokens(List.of(2, 3)));
    }

    @Test
    void shouldReadEverythingThatAChatCanBeAskedWith() {
        CompletionRequest request = chats.read(bytes("""
                {"messages": [{"role": "developer", "content": "be brief"},
                              {"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
                              {"role": "assistant", "content": "c", "refusal": null, "annotations": []},
                              {"role": "system", "content": ""}],
                 "max_completion_tokens": 7, "max_tokens": 7, "temperature": 0, "seed": 1, "stop": "x", "stream": true,
                 "logprobs": false, "top_logprobs": 0, "tools": [], "tool_choice": "none", "parallel_tool_calls": true,
                 "response_format": {"type": "text"}, "modalities": ["text"], "n": null}
                """));

        assertThat(request)
                .isEqualTo(new CompletionRequest(
                        Optional.empty(),
                        List.of(new CompletionPrompt.Chat(List.of(
                                new Message(ChatRole.SYSTEM, "be brief"),
                                new Message(ChatRole.USER, "ab"),
                                new Message(ChatRole.ASSISTANT, "c"),
                                new Message(ChatRole.SYSTEM, "")))),
                        Optional.of(7),
                        new Sampling(0, 1, 1, List.of("x")),
                        Streaming.IN_PIECES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"a\"", "{\"prompt\": \"a\"}{}", "{\"prompt\": \"a\", \"prompt\": \"b\"}"})
    void shouldRefuseWhatIsNoObject(String body) {
        assertThat(refused(texts, body)).isEqualTo("malformed ");
    }

    static Stream<Arguments> textFields() {
        return Stream.of(
                Arguments.of("\"prompt\": null", "invalid_field prompt"),
                Arguments.of("\"prompt\": 1", "invalid_field prompt"),
                Arguments.of("\"prompt\": []", "invalid_field prompt"),
                Arguments.of("\"prompt\": [\"a\", 1]", "invalid_field prompt"),
                Arguments.of("\"prompt\": [\"a\", \"a\", \"a\", \"a\"]", "invalid_field prompt"),
                Arguments.of("\"prompt\": [4294967296]", "invalid_field prompt"),
                Arguments.of("\"prompt\": \"\\ud800\"", "invalid_field prompt"),
                Arguments.of("\"model\": 1", "invalid_field model"),
                Arguments.of("\"max_tokens\": 0", "invalid_field max_tokens"),
                Arguments.of("\"max_tokens\": 101", "invalid_field max_tokens"),
                Arguments.of("\"max_tokens\": 1.5", "invalid_field max_tokens"),
                Arguments.of("\"temperature\": -0.1", "invalid_field temperature"),
                Arguments.of("\"temperature\": 0.001", "invalid_field temperature"),
                Arguments.of("\"temperature\": 2.1", "invalid_field temperature"),
                Arguments.of("\"temperature\": \"hot\"", "invalid_field temperature"),
                Arguments.of("\"top_p\": 0", "invalid_field top_p"),
                Arguments.of("\"top_p\": 1e-300", "invalid_field top_p"),
                Arguments.of("\"top_p\": 1.1", "invalid_field top_p"),
                Arguments.of("\"seed\": 1.5", "invalid_field seed"),
                Arguments.of("\"seed\": 9223372036854775808", "invalid_field seed"),
                Arguments.of("\"stop\": \"\"", "invalid_field stop"),
                Arguments.of("\"stop\": 1", "invalid_field stop"),
                Arguments.of("\"stop\": [\"a\",\"b\",\"c\",\"d\",\"e\"]", "invalid_field stop"),
                Arguments.of("\"stop\": \"" + "a".repeat(257) + "\"", "invalid_field stop"),
                Arguments.of("\"stream\": 1", "invalid_field stream"),
                Arguments.of("\"stream_options\": {\"include_usage\": true}", "invalid_field stream_options"),
                Arguments.of("\"stream\": true, \"stream_options\": 1", "invalid_field stream_options"),
                Arguments.of("\"stream\": true, \"stream_options\": {\"x\": 1}", "unknown_field stream_options.x"),
                Arguments.of("\"n\": 2", "unsupported_field n"),
                Arguments.of("\"best_of\": 2", "unsupported_field best_of"),
                Arguments.of("\"echo\": true", "unsupported_field echo"),
                Arguments.of("\"logprobs\": 0", "unsupported_field logprobs"),
                Arguments.of("\"suffix\": \"b\"", "unsupported_field suffix"),
                Arguments.of("\"presence_penalty\": 0.5", "unsupported_field presence_penalty"),
                Arguments.of("\"frequency_penalty\": -1", "unsupported_field frequency_penalty"),
                Arguments.of("\"logit_bias\": {\"50256\": -100}", "unsupported_field logit_bias"),
                Arguments.of("\"temprature\": 1", "unknown_field temprature"),
                Arguments.of("\"messages\": [1]", "unknown_field messages"));
    }

    @ParameterizedTest
    @MethodSource("textFields")
    void shouldRefuseOfATextByName(String field, String refusal) {
        String prompt = field.contains("\"prompt\"") ? "" : "\"prompt\": \"a\", ";

        assertThat(refused(texts, "{" + prompt + field + "}")).isEqualTo(refusal);
    }

    static Stream<Arguments> chatFields() {
        return Stream.of(
                Arguments.of("\"messages\": []", "invalid_field messages"),
                Arguments.of("\"messages\": \"a\"", "invalid_field messages"),
                Arguments.of("\"messages\": [1]", "invalid_field messages[0]"),
                Arguments.of("\"messages\": [{\"content\": \"a\"}]", "invalid_field messages[0].role"),
                Arguments.of(
                        "\"messages\": [{\"role\": \"tool\", \"content\": \"a\"}]", "invalid_field messages[0].role"),
                Arguments.of("\"messages\": [{\"role\": \"user\"}]", "invalid_field messages[0].content"),
                Arguments.of(
                        "\"messages\": [{\"role\": \"user\", \"content\": \"\\udc00\"}]",
                        "invalid_field messages[0].content"),
                Arguments.of(
                        "\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"text\": \"a\"}]}]",
                        "invalid_field messages[0].content"),
                Arguments.of(
                        "\"messages\": [{\"role\": \"user\", \"content\": \"a\", \"name\": \"b\"}]",
                        "unknown_field messages[0].name"),
                Arguments.of("\"max_tokens\": 1, \"max_completion_tokens\": 2", "invalid_field max_tokens"),
                Arguments.of("\"max_completion_tokens\": 101", "invalid_field max_completion_tokens"),
                Arguments.of("\"logprobs\": true", "unsupported_field logprobs"),
                Arguments.of("\"top_logprobs\": 3", "unsupported_field top_logprobs"),
                Arguments.of("\"tools\": [{}]", "unsupported_field tools"),
                Arguments.of("\"tool_choice\": \"auto\"", "unsupported_field tool_choice"),
                Arguments.of("\"response_format\": {\"type\": \"json_object\"}", "unsupported_field response_format"),
                Arguments.of("\"modalities\": [\"audio\"]", "unsupported_field modalities"),
                Arguments.of("\"reasoning_effort\": \"low\"", "unknown_field reasoning_effort"),
                Arguments.of("\"prompt\": \"a\"", "unknown_field prompt"));
    }

    @ParameterizedTest
    @MethodSource("chatFields")
    void shouldRefuseOfAChatByName(String field, String refusal) {
        String chat = field.contains("\"messages\"") ? "" : CHAT + ", ";

        assertThat(refused(chats, "{" + chat + field + "}")).isEqualTo(refusal);
    }

    @Test
    void shouldSayWhatItFoundAndWhatIsAllowedWithoutRepeatingTexts() {
        assertThat(message(texts, "{\"prompt\": \"a\", \"temperature\": 3}"))
                .isEqualTo("temperature is 3; allowed: 0, or from 0.01 to 2");
        assertThat(message(texts, "{\"prompt\": \"a\", \"temperature\": \"secret\"}"))
                .isEqualTo("temperature is something else; allowed: 0, or from 0.01 to 2");
        assertThat(message(texts, "{\"prompt\": \"a\", \"n\": 2}"))
                .isEqualTo("n is not supported here; allowed: 1, or nothing");
    }

    private static String refused(CompletionRequestReader reader, String body) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> reader.read(bytes(body)));
        return refusal.error().code() + " " + refusal.field().orElse("");
    }

    private static String message(CompletionRequestReader reader, String body) {
        return catchThrowableOfType(Refusal.class, () -> reader.read(bytes(body)))
                .text();
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
