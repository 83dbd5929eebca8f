package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.TellingCheckpoints;
import io.retort.server.refusal.ErrorCode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The document says what the server does, no more and no less: routes and error codes are compared as sets; every object has all
 * its fields required and no others allowed, so that an answer that fits has exactly the documented fields.
 */
class OpenApiTest {

    private static final String CLASSIFY = ApiDocument.operation("/v1/classify");
    private static final List<String> OPERATIONS =
            List.of(CLASSIFY, ApiDocument.operation("/v1/completions"), ApiDocument.operation("/v1/chat/completions"));

    /** What may be in the body of a request, and what comes in some pieces of an answer alone. */
    private static final Set<String> OPEN = Set.of(
            "ClassifyRequest", "CompletionRequest", "ChatRequest", "ChatMessage", "CompletionPiece", "ChatPiece");

    private static final String ONE = "{\"input\": \"a\"}";

    /** Of paths and methods that are not in the document. */
    private static final Set<ErrorCode> ELSEWHERE = Set.of(ErrorCode.NOT_FOUND, ErrorCode.METHOD_NOT_ALLOWED);

    @TempDir
    private Path directory;

    private RunningApi api;
    private ApiDocument document;

    @BeforeEach
    void open() throws Exception {
        Path tokens = Files.writeString(directory.resolve("tokens"), "t");
        api = new RunningApi(directory, Tokens.of(tokens));
        document = new ApiDocument(api.get("/openapi.json").body());
    }

    @AfterEach
    void close() throws InterruptedException {
        api.close();
    }

    @Test
    void shouldListEveryRouteAndNoOther() {
        Set<String> routes = api.api.javalin().unsafe.internalRouter.allHttpHandlers().stream()
                .filter(route -> route.endpoint.method.isHttpMethod())
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = new TreeSet<>();
        document.root.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> listed.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(listed).isEqualTo(routes).hasSize(5);
    }

    @Test
    void shouldListEveryErrorWithItsStatusAndNoOther() {
        Set<String> listed = OPERATIONS.stream()
                .flatMap(operation -> document.errors(operation).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> answered = Stream.of(ErrorCode.values())
                .filter(code -> !ELSEWHERE.contains(code))
                .map(code -> code.status() + " " + code.code())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = new TreeSet<>();
        document.root
                .at("/components/schemas/Error/properties/error/properties/code/enum")
                .forEach(code -> named.add(code.textValue()));

        assertThat(listed).isEqualTo(answered);
        assertThat(named)
                .isEqualTo(Stream.of(ErrorCode.values())
                        .map(ErrorCode::code)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void shouldLeaveNoFieldOfAnAnswerOptionalOrUnlisted() {
        List<String> objects = new ArrayList<>();
        document.root.at("/components/schemas").fields().forEachRemaining(schema -> {
            objects.add(schema.getKey());
            if (!OPEN.contains(schema.getKey())) {
                assertClosed(schema.getKey(), schema.getValue());
            }
        });
        assertClosed("error", document.root.at("/components/schemas/Error/properties/error"));

        assertThat(objects).containsAll(OPEN).hasSize(OPEN.size() + 16);
    }

    @Test
    void shouldAnswerAsDocumentedWhateverHappens() throws Exception {
        fits(503, api.classify(ONE, token()));
        fitsModels(api.get("/v1/models", token()));
        api.promote(5);
        fits(200, api.classify(ONE, token()));
        fits(200, api.classify("{\"input\": [\"a\", \"b\"], \"model\": \"intents\"}", token()));
        fits(400, api.classify("{", token()));
        fits(400, api.classify("{\"inputs\": 1}", token()));
        fits(401, api.classify(ONE));
        fits(404, api.classify("{\"input\": \"a\", \"model\": \"b\"}", token()));
        fits(413, api.classify(" ".repeat(5_000), token()));
        fits(422, api.classify("{\"input\": []}", token()));
        document.assertFits("/components/schemas/Error", api.get("/nothing").body());
        fitsModels(api.get("/v1/models", token()));
        DeployedCheckpoint broken = api.checkpoints.write(6);
        Files.delete(api.checkpoints.directory(6).resolve("config.json"));
        api.promoteBroken(TellingCheckpoints.STUDENT, broken);
        fitsModels(api.get("/v1/models", token()));
        api.promoteBroken("other", broken);
        fitsModels(api.get("/v1/models", token()));
        fits(400, api.classify(ONE, token()));
    }

    @Test
    void shouldTakeWhatTheDocumentAllowsAndRefuseWhatItDoesNot() throws Exception {
        api.promote(5);
        for (String body : List.of(
                ONE,
                "{\"input\": [\"a\"]}",
                "{\"input\": \"a\", \"model\": \"intents\"}",
                "{\"model\": \"intents\"}",
                "{\"input\": []}",
                "{\"input\": null}",
                "{\"input\": [[\"a\"]]}",
                "{\"input\": \"a\", \"model\": null}",
                "{\"input\": \"a\", \"stream\": false}",
                "[]")) {
            assertThat(api.classify(body, token()).statusCode() == 200)
                    .as(body)
                    .isEqualTo(document.allows(CLASSIFY, body));
        }
        assertThat(document.fields("ClassifyRequest"))
                .containsExactly(ClassifyRequestReader.INPUT, ClassifyRequestReader.MODEL);
    }

    private void fits(int status, HttpResponse<String> answer) throws IOException {
        document.assertFits(CLASSIFY, status, answer);
    }

    private void fitsModels(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        document.assertFits("/components/schemas/Models", answer.body());
    }

    private static void assertClosed(String name, JsonNode schema) {
        Set<String> properties = new TreeSet<>();
        schema.get("properties").fieldNames().forEachRemaining(properties::add);
        Set<String> required = new TreeSet<>();
        schema.get("required").forEach(field -> required.add(field.textValue()));
        assertThat(required).as(name).isEqualTo(properties);
        assertThat(schema.get("additionalProperties").booleanValue()).as(name).isFalse();
    }

    private static String[] token() {
        return new String[] {"Authorization", "Bearer t"};
    }
}
