package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.server.generation.FakeGenerator;
import io.retort.server.model.FakeLanguageModels;
import io.retort.server.model.TextClassifierLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document says of completions what the server does. */
class CompletionDocumentTest {

    private static final String TEXT = "/v1/completions";
    private static final String CHAT = "/v1/chat/completions";
    private static final String[] TOKEN = {"Authorization", "Bearer t"};

    @TempDir
    private Path directory;

    private RunningApi api;
    private ApiDocument document;

    @BeforeEach
    void open() throws Exception {
        Path tokens = Files.writeString(directory.resolve("tokens"), "t");
        api = new RunningApi(
                directory,
                Tokens.of(tokens),
                RunningApi.LIMITS,
                new FakeLanguageModels(RunningApi.GENERATION, new SimpleMeterRegistry(), FakeGenerator::free),
                new TextClassifierLoader());
        document = new ApiDocument(api.get("/openapi.json").body());
    }

    @AfterEach
    void close() throws InterruptedException {
        api.close();
    }

    @Test
    void shouldAnswerAsDocumentedWhateverHappens() throws Exception {
        String chat = "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}";
        fits(TEXT, 503, "{\"prompt\": \"a\"}");
        api.promoteWriter(1);
        fits(TEXT, 200, "{\"prompt\": \"a.\"}");
        fits(CHAT, 200, chat);
        fits(TEXT, 400, "{");
        fits(CHAT, 400, "{}");
        fits(TEXT, 400, "{\"prompt\": \"" + "a".repeat(FakeLanguageModels.CONTEXT) + "\"}");
        fits(CHAT, 404, chat.replace("{\"messages\"", "{\"model\": \"b\", \"messages\""));
        fits(TEXT, 413, " ".repeat(5_000));
        fits(TEXT, 422, "{\"prompt\": \"\"}");
        fits(TEXT, 500, "{\"prompt\": \"!\"}");
        document.assertFits(ApiDocument.operation(CHAT), 401, api.post(CHAT, chat));
        api.promote(5);
        fits(TEXT, 422, "{\"prompt\": \"a\", \"model\": \"intents\"}");
    }

    @Test
    void shouldStreamPiecesAsDocumented() throws Exception {
        api.promoteWriter(1);
        String options = "\"stream\": true, \"max_tokens\": 2, \"stream_options\": {\"include_usage\": true}}";
        for (String piece : data(TEXT, "{\"prompt\": \"a\", " + options)) {
            document.assertFits("/components/schemas/CompletionPiece", piece);
        }
        for (String piece : data(CHAT, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], " + options)) {
            document.assertFits("/components/schemas/ChatPiece", piece);
        }
        for (String piece : data(TEXT, "{\"prompt\": \"!\", \"stream\": true}")) {
            document.assertFits("/components/schemas/Error", piece);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"prompt\": [\"a\", \"b\"]",
                "\"prompt\": [97]",
                "\"prompt\": [[97], [98]]",
                "\"prompt\": [[]]",
                "\"prompt\": []",
                "\"prompt\": [-1]",
                "\"prompt\": 1",
                "\"model\": \"writer\"",
                "\"max_tokens\": null",
                "\"max_tokens\": 0",
                "\"temperature\": 2",
                "\"temperature\": 2.5",
                "\"top_p\": 0",
                "\"top_p\": 1",
                "\"seed\": 5",
                "\"seed\": \"5\"",
                "\"stop\": [\"a\", \"b\"]",
                "\"stop\": \"\"",
                "\"stop\": [\"a\", \"b\", \"c\", \"d\", \"e\"]",
                "\"stream\": false",
                "\"stream\": \"false\"",
                "\"n\": 1",
                "\"n\": 2",
                "\"best_of\": 2",
                "\"echo\": true",
                "\"logprobs\": 1",
                "\"suffix\": \"\"",
                "\"presence_penalty\": 0",
                "\"presence_penalty\": 1",
                "\"frequency_penalty\": 1",
                "\"logit_bias\": {}",
                "\"logit_bias\": {\"1\": 1}",
                "\"user\": 1",
                "\"metadata\": {\"a\": 1}",
                "\"nonsense\": 1"
            })
    void shouldTakeOfATextWhatTheDocumentAllowsAndRefuseWhatItDoesNot(String field) throws Exception {
        api.promoteWriter(1);
        String body = "{" + (field.contains("\"prompt\"") ? "" : "\"prompt\": \"a\", ") + field + "}";

        assertThat(api.post(TEXT, body, TOKEN).statusCode() == 200)
                .isEqualTo(document.allows(ApiDocument.operation(TEXT), body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"messages\": []",
                "\"messages\": [{\"role\": \"user\"}]",
                "\"messages\": [{\"role\": \"developer\", \"content\": \"a\"}]",
                "\"messages\": [{\"role\": \"tool\", \"content\": \"a\"}]",
                "\"messages\": [{\"role\": \"user\", \"content\": []}]",
                "\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"a\"}]}]",
                "\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image\", \"text\": \"a\"}]}]",
                "\"messages\": [{\"role\": \"user\", \"content\": \"a\", \"name\": null, \"annotations\": []}]",
                "\"messages\": [{\"role\": \"user\", \"content\": \"a\", \"name\": \"b\"}]",
                "\"max_completion_tokens\": 3",
                "\"max_completion_tokens\": -3",
                "\"logprobs\": false",
                "\"logprobs\": true",
                "\"top_logprobs\": 0",
                "\"tools\": []",
                "\"tools\": [1]",
                "\"functions\": [1]",
                "\"tool_choice\": \"none\"",
                "\"tool_choice\": \"auto\"",
                "\"function_call\": \"none\"",
                "\"parallel_tool_calls\": true",
                "\"response_format\": {\"type\": \"text\"}",
                "\"response_format\": {\"type\": \"json_object\"}",
                "\"modalities\": [\"text\"]",
                "\"modalities\": []",
                "\"prompt\": \"a\""
            })
    void shouldTakeOfAChatWhatTheDocumentAllowsAndRefuseWhatItDoesNot(String field) throws Exception {
        api.promoteWriter(1);
        String chat = "\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], ";
        String body = "{" + (field.contains("\"messages\"") ? "" : chat) + field + "}";

        assertThat(api.post(CHAT, body, TOKEN).statusCode() == 200)
                .isEqualTo(document.allows(ApiDocument.operation(CHAT), body));
    }

    private void fits(String path, int status, String body) throws Exception {
        document.assertFits(ApiDocument.operation(path), status, api.post(path, body, TOKEN));
    }

    private List<String> data(String path, String body) throws IOException, InterruptedException {
        List<String> data = Stream.of(api.post(path, body, TOKEN).body().split("\n\n"))
                .map(event -> event.substring("data: ".length()))
                .filter(event -> !event.equals("[DONE]"))
                .collect(Collectors.toList());
        assertThat(data).isNotEmpty();
        return data;
    }
}
