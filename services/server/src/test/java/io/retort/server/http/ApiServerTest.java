package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.TellingCheckpoints;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiServerTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ONE = "{\"input\": \"where is my parcel\"}";

    @TempDir
    private Path directory;

    private RunningApi api;

    @BeforeEach
    void open() throws IOException {
        api = new RunningApi(directory, Tokens.none());
    }

    @AfterEach
    void close() throws InterruptedException {
        api.close();
    }

    @Test
    void shouldAnswerOneTextWithItsClassAndEveryProbability() throws Exception {
        api.promote(5);

        JsonNode answer = json(200, api.classify(ONE));

        assertThat(answer.get("model").textValue()).isEqualTo(TellingCheckpoints.STUDENT);
        assertThat(answer.get("checkpoint").textValue()).isEqualTo(TellingCheckpoints.idOf(5));
        assertThat(answer.get("results")).hasSize(1);
        JsonNode result = answer.get("results").get(0);
        assertThat(result.get("class").textValue()).isEqualTo("class 5");
        assertThat(result.get("probability")).isEqualTo(result.get("classes").get("class 5"));
        assertThat(result.get("classes").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(TellingCheckpoints.CLASSES);
    }

    @Test
    void shouldAnswerSeveralTextsInTheirOrderAndByAName() throws Exception {
        api.promote(5);

        JsonNode answer =
                json(200, api.classify("{\"model\": \"intents\", \"input\": [\"a\", \"where is my parcel\", \"a\"]}"));

        assertThat(answer.get("results")).hasSize(3);
        assertThat(answer.get("results").get(0)).isEqualTo(answer.get("results").get(2));
        assertThat(answer.get("results").get(0))
                .isNotEqualTo(answer.get("results").get(1));
    }

    @Test
    void shouldTellWhatIsLiveAndWhatStandsInTheWay() throws Exception {
        api.promote(5);
        DeployedCheckpoint broken = api.checkpoints.write(6);
        Files.delete(api.checkpoints.directory(6).resolve("model.safetensors"));
        api.promoteBroken(TellingCheckpoints.STUDENT, broken);

        JsonNode model = json(200, api.get("/v1/models")).get("models").get(0);

        assertThat(model.get("model").textValue()).isEqualTo(TellingCheckpoints.STUDENT);
        assertThat(model.get("promoted").textValue()).isEqualTo(TellingCheckpoints.idOf(6));
        assertThat(model.get("live").get("checkpoint").textValue()).isEqualTo(TellingCheckpoints.idOf(5));
        assertThat(model.get("live").get("classes")).hasSize(TellingCheckpoints.CLASSES.size());
        assertThat(model.get("failure").get("reason").textValue()).isEqualTo("model.safetensors is missing");
        assertThat(json(200, api.classify(ONE)).get("checkpoint").textValue()).isEqualTo(TellingCheckpoints.idOf(5));
    }

    @Test
    void shouldSayWhyItHasNoAnswerBeforeAnythingIsLive() throws Exception {
        HttpResponse<String> nothing = api.classify(ONE);
        assertThat(code(503, nothing)).isEqualTo("no_student");
        assertThat(nothing.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(json(200, api.get("/v1/models")).get("models")).isEmpty();

        DeployedCheckpoint broken = api.checkpoints.write(6);
        Files.delete(api.checkpoints.directory(6).resolve("model.safetensors"));
        api.promoteBroken(TellingCheckpoints.STUDENT, broken);
        assertThat(code(503, api.classify(ONE))).isEqualTo("not_loaded");
    }

    @Test
    void shouldAskWhichWhereThereAreSeveralAndRefuseOneNobodyKnows() throws Exception {
        api.promote(5);
        api.promoteBroken("other", api.checkpoints.write(6));

        assertThat(code(400, api.classify(ONE))).isEqualTo("model_required");
        assertThat(code(404, api.classify("{\"input\": \"a\", \"model\": \"nobody\"}")))
                .isEqualTo("unknown_model");
        json(200, api.classify("{\"input\": \"a\", \"model\": \"intents\"}"));
    }

    static Stream<Arguments> unacceptableBodies() {
        return Stream.of(
                Arguments.of("nothing", "", 400, "malformed"),
                Arguments.of("half an object", "{\"input\": \"a\"", 400, "malformed"),
                Arguments.of("no object", "[\"a\"]", 400, "malformed"),
                Arguments.of("something after it", ONE + "{}", 400, "malformed"),
                Arguments.of("a field twice", "{\"input\": \"a\", \"input\": \"b\"}", 400, "malformed"),
                Arguments.of("deep nesting", "{\"input\": " + "[".repeat(1_000), 400, "invalid_field"),
                Arguments.of("deep nesting elsewhere", "[".repeat(1_000), 400, "malformed"),
                Arguments.of("an unknown field", "{\"input\": \"a\", \"inputs\": \"b\"}", 400, "unknown_field"),
                Arguments.of("no input", "{}", 400, "invalid_field"),
                Arguments.of("a number", "{\"input\": 1}", 400, "invalid_field"),
                Arguments.of("null", "{\"input\": null}", 400, "invalid_field"),
                Arguments.of("a number among texts", "{\"input\": [\"a\", 1]}", 400, "invalid_field"),
                Arguments.of("a model that is no text", "{\"input\": \"a\", \"model\": 1}", 400, "invalid_field"),
                Arguments.of("no text", "{\"input\": []}", 422, "unacceptable_input"),
                Arguments.of(
                        "too many texts", "{\"input\": [\"a\",\"a\",\"a\",\"a\",\"a\"]}", 422, "unacceptable_input"),
                Arguments.of("a long text", "{\"input\": \"" + "a".repeat(101) + "\"}", 422, "unacceptable_input"),
                Arguments.of("a large body", "{\"input\": \"" + "a".repeat(4_096) + "\"}", 413, "body_too_large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unacceptableBodies")
    void shouldRefuse(String what, String body, int status, String code) throws Exception {
        api.promote(5);

        assertThat(code(status, api.classify(body))).as(what).isEqualTo(code);
        json(200, api.classify(ONE));
    }

    @Test
    void shouldCountCharactersNotTheirBytes() throws Exception {
        api.promote(5);

        json(200, api.classify("{\"input\": \"" + "\uD83D\uDE00".repeat(100) + "\"}"));
        assertThat(code(422, api.classify("{\"input\": \"" + "\uD83D\uDE00".repeat(101) + "\"}")))
                .isEqualTo("unacceptable_input");
    }

    @Test
    void shouldNameTheUnknownField() throws Exception {
        JsonNode error = json(400, api.classify("{\"inputs\": [\"a\"]}")).get("error");

        assertThat(error.get("message").textValue()).isEqualTo("the field 'inputs' is unknown; allowed: input, model");
    }

    @Test
    void shouldTakeNothingButJson() throws Exception {
        for (String[] headers : new String[][] {
            {"Content-Type", "text/plain"}, {}, {"Content-Type", "application/json", "Content-Encoding", "gzip"}
        }) {
            HttpRequest.Builder request = HttpRequest.newBuilder(api.address.resolve("/v1/classify"))
                    .POST(HttpRequest.BodyPublishers.ofString(ONE));
            HttpResponse<String> answer = api.send(headers.length == 0 ? request : request.headers(headers));
            assertThat(code(415, answer)).isEqualTo("unsupported_media_type");
        }
    }

    @Test
    void shouldGiveOtherPathsAndMethodsTheSameShapeOfError() throws Exception {
        assertThat(code(404, api.get("/"))).isEqualTo("not_found");
        assertThat(code(404, api.get("/v1/nothing"))).isEqualTo("not_found");
        assertThat(code(404, api.get("/v1/nothing", "Accept", "text/html"))).isEqualTo("not_found");
        HttpResponse<String> refused = api.get("/v1/classify", "Accept", "text/html");
        assertThat(code(405, refused)).isEqualTo("method_not_allowed");
        assertThat(refused.headers().firstValue("Allow")).hasValue("POST");
        HttpRequest.Builder delete =
                HttpRequest.newBuilder(api.address.resolve("/v1/models")).DELETE();
        assertThat(code(405, api.send(delete))).isEqualTo("method_not_allowed");
    }

    @Test
    void shouldTimeRequestsByRouteAndStatusWithoutTheirPaths() throws Exception {
        api.promote(5);
        api.classify(ONE);
        api.classify("{");
        api.get("/v1/secret-path");

        // A request ends when its answer has been written, which its client may have read by then.
        Awaitility.await().untilAsserted(() -> assertThat(
                        api.meters.get("retort.server.request.duration").timers())
                .extracting(timer ->
                        timer.getId().getTag("route") + " " + timer.getId().getTag("status"))
                .containsExactlyInAnyOrder("/v1/classify 200", "/v1/classify 400", "none 404"));
    }

    private static String code(int status, HttpResponse<String> answer) throws IOException {
        JsonNode error = json(status, answer).get("error");
        assertThat(error.get("message").textValue()).isNotBlank();
        return error.get("code").textValue();
    }

    private static JsonNode json(int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return JSON.readTree(answer.body());
    }
}
