package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.server.TellingCheckpoints;
import io.retort.server.generation.FakeGenerator;
import io.retort.server.model.FakeLanguageModels;
import io.retort.server.model.TextClassifierLoader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompletionApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TEXT = "/v1/completions";
    private static final String CHAT = "/v1/chat/completions";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeLanguageModels models =
            new FakeLanguageModels(RunningApi.GENERATION, meters, FakeGenerator::free);
    private RunningApi api;

    @BeforeEach
    void open() throws Exception {
        api = new RunningApi(directory, Tokens.none(), RunningApi.LIMITS, models, new TextClassifierLoader());
        api.promoteWriter(3);
    }

    @AfterEach
    void close() throws InterruptedException {
        api.close();
    }

    @Test
    void shouldAnswerATextWhole() throws Exception {
        JsonNode answer = json(200, api.post(TEXT, "{\"prompt\": \"xyz\", \"temperature\": 0, \"max_tokens\": 5}"));

        assertThat(answer.get("id").textValue()).startsWith("cmpl-");
        assertThat(answer.get("object").textValue()).isEqualTo("text_completion");
        assertThat(answer.get("model").textValue()).isEqualTo("writer");
        assertThat(answer.get("system_fingerprint").textValue()).isEqualTo(TellingCheckpoints.idOf(3));
        assertThat(answer.get("choices")).hasSize(1);
        assertThat(answer.get("choices").get(0).toString())
                .isEqualTo("{\"index\":0,\"text\":\"xyzxy\",\"logprobs\":null,\"finish_reason\":\"length\"}");
        assertThat(answer.get("usage").toString())
                .isEqualTo("{\"prompt_tokens\":3,\"completion_tokens\":5,\"total_tokens\":8}");
    }

    @Test
    void shouldAnswerSeveralPromptsInTheirOrder() throws Exception {
        JsonNode answer = json(
                200, api.post(TEXT, "{\"prompt\": [\"ab\", \"c.\", \"de\"], \"temperature\": 0, \"max_tokens\": 4}"));

        assertThat(answer.get("choices"))
                .extracting(choice -> choice.get("text").textValue() + " "
                        + choice.get("finish_reason").textValue())
                .containsExactly("abab length", "abc stop", "dede length");
        assertThat(answer.get("usage").get("completion_tokens").intValue()).isEqualTo(12);
    }

    @Test
    void shouldTakeTokensForAPrompt() throws Exception {
        JsonNode answer = json(200, api.post(TEXT, "{\"prompt\": [97, 98], \"temperature\": 0, \"max_tokens\": 3}"));

        assertThat(answer.get("choices").get(0).get("text").textValue()).isEqualTo("aba");
        assertThat(code(400, api.post(TEXT, "{\"prompt\": [1114112]}"))).isEqualTo("invalid_field");
        assertThat(code(400, api.post(TEXT, "{\"prompt\": [-1]}"))).isEqualTo("invalid_field");
    }

    @Test
    void shouldAnswerAChatWhole() throws Exception {
        JsonNode answer = json(
                200,
                api.post(
                        CHAT,
                        "{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"temperature\": 0, \"max_tokens\": 8}"));

        assertThat(answer.get("id").textValue()).startsWith("chatcmpl-");
        assertThat(answer.get("object").textValue()).isEqualTo("chat.completion");
        assertThat(answer.get("choices").get(0).toString())
                .isEqualTo("{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"[USER]hi\","
                        + "\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"length\"}");
    }

    @Test
    void shouldStreamAText() throws Exception {
        HttpResponse<String> answer = api.post(
                TEXT,
                "{\"prompt\": \"xy.\", \"temperature\": 0, \"stream\": true, \"stream_options\": {\"include_usage\": true}}");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=utf-8");
        List<JsonNode> pieces = pieces(answer);
        assertThat(pieces).hasSize(5);
        assertThat(pieces.get(0).get("object").textValue()).isEqualTo("text_completion");
        assertThat(pieces.get(0).get("choices").toString())
                .isEqualTo("[{\"index\":0,\"text\":\"a\",\"logprobs\":null,\"finish_reason\":null}]");
        assertThat(pieces.get(3).get("choices").toString())
                .isEqualTo("[{\"index\":0,\"text\":\"\",\"logprobs\":null,\"finish_reason\":\"stop\"}]");
        assertThat(pieces.get(3).get("usage").isNull()).isTrue();
        assertThat(pieces.get(4).get("choices")).isEmpty();
        assertThat(pieces.get(4).get("usage").toString())
                .isEqualTo("{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}");
        assertThat(pieces)
                .extracting(piece -> piece.get("id"))
                .containsOnly(pieces.get(0).get("id"));
        assertThat(pieces)
                .extracting(piece -> piece.get("system_fingerprint").textValue())
                .containsOnly(TellingCheckpoints.idOf(3));
    }

    @Test
    void shouldStreamAChat() throws Exception {
        List<JsonNode> pieces = pieces(
                api.post(
                        CHAT,
                        "{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"temperature\": 0, \"max_tokens\": 2, \"stream\": true}"));

        assertThat(pieces)
                .extracting(piece -> piece.get("choices").get(0).get("delta").toString())
                .containsExactly(
                        "{\"role\":\"assistant\",\"content\":\"\"}",
                        "{\"content\":\"[\"}",
                        "{\"content\":\"U\"}",
                        "{}");
        assertThat(pieces).noneMatch(piece -> piece.has("usage"));
        assertThat(pieces.get(0).get("object").textValue()).isEqualTo("chat.completion.chunk");
        assertThat(pieces.get(3).get("choices").get(0).get("finish_reason").textValue())
                .isEqualTo("length");
    }

    @Test
    void shouldSayWhatTheSeedSays() throws Exception {
        Function<Integer, String> body = seed -> "{\"prompt\": \"x\", \"seed\": " + seed + ", \"max_tokens\": 20}";

        String once = text(api.post(TEXT, body.apply(1)));

        assertThat(text(api.post(TEXT, body.apply(1)))).isEqualTo(once);
        assertThat(text(api.post(TEXT, body.apply(2)))).isNotEqualTo(once);
    }

    @Test
    void shouldFillTheContextAndNoMore() throws Exception {
        String prompt = "a".repeat(FakeLanguageModels.CONTEXT - 10);

        JsonNode answer = json(200, api.post(TEXT, "{\"prompt\": \"" + prompt + "\", \"max_tokens\": 10}"));

        assertThat(answer.get("usage").get("total_tokens").intValue()).isEqualTo(FakeLanguageModels.CONTEXT);
        assertThat(code(400, api.post(TEXT, "{\"prompt\": \"" + prompt + "\", \"max_tokens\": 11}")))
                .isEqualTo("context_length_exceeded");
        String chat = "{\"temperature\": 0, \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}";
        String spare = "a".repeat(FakeLanguageModels.CONTEXT - 22); // [USER] and [ASSISTANT] have 17
        JsonNode spared = json(200, api.post(CHAT, chat.formatted(spare)));
        assertThat(spared.get("usage").get("completion_tokens").intValue()).isEqualTo(5);
        assertThat(code(400, api.post(CHAT, chat.formatted(spare + "aaaaa")))).isEqualTo("context_length_exceeded");
    }

    @Test
    void shouldNotLetAClassifierWriteNorAWriterClassify() throws Exception {
        api.promote(5);

        assertThat(code(422, api.post(TEXT, "{\"model\": \"intents\", \"prompt\": \"a\"}")))
                .isEqualTo("not_a_language_model");
        assertThat(code(422, api.classify("{\"model\": \"writer\", \"input\": \"a\"}")))
                .isEqualTo("not_a_classifier");
        assertThat(code(400, api.post(TEXT, "{\"prompt\": \"a\"}"))).isEqualTo("model_required");
    }

    @Test
    void shouldGiveErrorsTheFormThatClientsKnow() throws Exception {
        JsonNode unknown = json(404, api.post(TEXT, "{\"model\": \"nobody\", \"prompt\": \"a\"}"))
                .get("error");
        assertThat(unknown.get("code").textValue()).isEqualTo("unknown_model");
        assertThat(unknown.get("type").textValue()).isEqualTo("invalid_request_error");
        assertThat(unknown.get("param").textValue()).isEqualTo("model");
        JsonNode field =
                json(400, api.post(TEXT, "{\"prompt\": \"a\", \"n\": 2}")).get("error");
        assertThat(field.get("param").textValue()).isEqualTo("n");
        JsonNode prompt = json(422, api.post(TEXT, "{\"prompt\": \"\"}")).get("error");
        assertThat(prompt.get("param").textValue()).isEqualTo("prompt");
        JsonNode chat = json(422, api.post(CHAT, "{\"messages\": [{\"role\": \"assistant\", \"content\": \"a\"}]}"))
                .get("error");
        assertThat(chat.get("message").textValue())
                .isEqualTo("the model's template does not take these messages: the assistant comes first");
        JsonNode failure = json(500, api.post(TEXT, "{\"prompt\": \"!\"}")).get("error");
        assertThat(failure.get("type").textValue()).isEqualTo("server_error");
        assertThat(failure.get("param").isNull()).isTrue();
    }

    @Test
    void shouldEndAStreamThatFailsWithAnErrorAndNoMarkOfItsEnd() throws Exception {
        String body = api.post(TEXT, "{\"prompt\": \"!\", \"stream\": true}").body();

        assertThat(body).startsWith("data: {\"error\":{\"code\":\"internal\"").doesNotContain("[DONE]");
    }

    @Test
    void shouldListModelsForClientsOfEitherKind() throws Exception {
        JsonNode models = json(200, api.get("/v1/models"));

        assertThat(models.get("object").textValue()).isEqualTo("list");
        assertThat(models.get("data").toString())
                .isEqualTo("[{\"id\":\"writer\",\"object\":\"model\",\"created\":0,\"owned_by\":\"retort\"}]");
        assertThat(models.get("models").get(0).get("live").get("kind").textValue())
                .isEqualTo("causal-language-model");
    }

    @Test
    void shouldFinishWhatHasBegunOnItsWeightsWhileOthersAreServedByTheNext() throws Exception {
        FakeGenerator first = models.loaded.get(0);
        first.maySteps.drainPermits();
        CompletableFuture<HttpResponse<String>> begun = CompletableFuture.supplyAsync(() -> ask("?", 20));
        first.maySteps.release(3);
        await().atMost(LIMIT).until(() -> first.most == 1 && first.maySteps.availablePermits() == 0);

        api.promoteWriter(4);

        assertThat(text(ask("?", 20))).isEqualTo("2".repeat(20));
        assertThat(begun).isNotDone();
        assertThat(first.closed).isFalse();
        first.maySteps.release(1_000);
        assertThat(begun).succeedsWithin(LIMIT).satisfies(answer -> {
            assertThat(text(answer)).isEqualTo("1".repeat(20));
            assertThat(json(200, answer).get("system_fingerprint").textValue()).isEqualTo(TellingCheckpoints.idOf(3));
        });
        await().atMost(LIMIT).until(() -> first.closed);
    }

    @Test
    void shouldRefuseWhatTheQueueCannotHold() throws Exception {
        FakeGenerator model = models.loaded.get(0);
        model.maySteps.drainPermits();
        List<CompletableFuture<HttpResponse<String>>> taken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            taken.add(CompletableFuture.supplyAsync(() -> ask("?\", \"?\", \"?\", \"?", 1)));
            int waiting = 4 * i;
            await().atMost(LIMIT).until(() -> gauge("waiting") == waiting && gauge("texts") == 4);
        }

        HttpResponse<String> refused = ask("?", 1);

        assertThat(code(429, refused)).isEqualTo("queue_full");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        model.maySteps.release(1_000);
        assertThat(taken).allSatisfy(answer -> assertThat(answer)
                .succeedsWithin(LIMIT)
                .satisfies(found -> assertThat(found.statusCode()).isEqualTo(200)));
    }

    @Test
    void shouldNotGiveUpAnAnswerThatTakesLongerThanAConnectionMayDoNothing() throws Exception {
        FakeGenerator model = models.loaded.get(0);
        model.maySteps.drainPermits();
        CompletableFuture<HttpResponse<String>> whole = CompletableFuture.supplyAsync(() -> ask("?", 2));
        CompletableFuture<HttpResponse<String>> pieces =
                CompletableFuture.supplyAsync(() -> post("{\"prompt\": \"?\", \"max_tokens\": 2, \"stream\": true}"));
        await().atMost(LIMIT).until(() -> gauge("waiting") + gauge("texts") == 2);
        Duration longer = RunningApi.LIMITS.idleTimeout().multipliedBy(2);
        await().pollDelay(longer).atMost(LIMIT).until(() -> true);

        model.maySteps.release(1_000);

        assertThat(text(whole.get())).isEqualTo("11");
        assertThat(pieces(pieces.get())).hasSize(3);
    }

    private HttpResponse<String> ask(String prompt, int most) {
        return post("{\"prompt\": [\"" + prompt + "\"], \"max_tokens\": " + most + "}");
    }

    private HttpResponse<String> post(String body) {
        try {
            return api.post(TEXT, body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private double gauge(String name) {
        return meters.get("retort.server.generation." + name).gauge().value();
    }

    private static List<JsonNode> pieces(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).endsWith("\n\ndata: [DONE]\n\n");
        List<JsonNode> pieces = new ArrayList<>();
        for (String event : answer.body().split("\n\n")) {
            assertThat(event).startsWith("data: ").doesNotContain("\n");
            if (!event.equals("data: [DONE]")) {
                pieces.add(JSON.readTree(event.substring("data: ".length())));
            }
        }
        return pieces;
    }

    private static String text(HttpResponse<String> answer) throws IOException {
        return json(200, answer).get("choices").get(0).get("text").textValue();
    }

    private static String code(int status, HttpResponse<String> answer) throws IOException {
        return json(status, answer).get("error").get("code").textValue();
    }

    private static JsonNode json(int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return JSON.readTree(answer.body());
    }
}
