package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.TellingCheckpoints;
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

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CLASSIFY = "/paths/~1v1~1classify/post";
    private static final String ONE = "{\"input\": \"a\"}";

    /** Of paths and methods that are not in the document. */
    private static final Set<ErrorCode> ELSEWHERE = Set.of(ErrorCode.NOT_FOUND, ErrorCode.METHOD_NOT_ALLOWED);

    @TempDir
    private Path directory;

    private RunningApi api;
    private JsonNode document;

    @BeforeEach
    void open() throws Exception {
        Path tokens = Files.writeString(directory.resolve("tokens"), "t");
        api = new RunningApi(directory, Tokens.of(tokens));
        document = JSON.readTree(api.get("/openapi.json").body());
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
        document.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> listed.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(listed).isEqualTo(routes).hasSize(3);
    }

    @Test
    void shouldListEveryErrorWithItsStatusAndNoOther() {
        Set<String> listed = new TreeSet<>();
        document.at(CLASSIFY + "/responses").fields().forEachRemaining(response -> codes(response.getValue())
                .forEach(code -> listed.add(response.getKey() + " " + code)));
        Set<String> answered = Stream.of(ErrorCode.values())
                .filter(code -> !ELSEWHERE.contains(code))
                .map(code -> code.status() + " " + code.code())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = new TreeSet<>();
        document.at("/components/schemas/Error/properties/error/properties/code/enum")
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
        document.at("/components/schemas").fields().forEachRemaining(schema -> {
            if (!schema.getKey().equals("ClassifyRequest")) {
                objects.add(schema.getKey());
                assertClosed(schema.getKey(), schema.getValue());
            }
        });
        assertClosed("error", document.at("/components/schemas/Error/properties/error"));

        assertThat(objects)
                .containsExactlyInAnyOrder("ClassifyAnswer", "Result", "Models", "Model", "Live", "Failure", "Error");
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
        assertThat(schema("/components/schemas/Error")
                        .validate(JSON.readTree(api.get("/nothing").body())))
                .isEmpty();
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
        Schema request = schema(CLASSIFY + "/requestBody/content/application~1json/schema");
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
            boolean allowed = request.validate(JSON.readTree(body)).isEmpty();
            assertThat(api.classify(body, token()).statusCode() == 200).as(body).isEqualTo(allowed);
        }
        List<String> fields = new ArrayList<>();
        document.at("/components/schemas/ClassifyRequest/properties")
                .fieldNames()
                .forEachRemaining(fields::add);
        assertThat(fields).containsExactly(ClassifyRequestReader.INPUT, ClassifyRequestReader.MODEL);
    }

    private void fits(int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        String response = CLASSIFY + "/responses/" + status;
        List<Error> faults =
                schema(response + "/content/application~1json/schema").validate(JSON.readTree(answer.body()));
        assertThat(faults).as(answer.body()).isEmpty();
        document.at(response + "/headers")
                .fieldNames()
                .forEachRemaining(name ->
                        assertThat(answer.headers().firstValue(name)).as(name).isPresent());
    }

    private void fitsModels(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(schema("/components/schemas/Models").validate(JSON.readTree(answer.body())))
                .as(answer.body())
                .isEmpty();
    }

    private Schema schema(String pointer) {
        assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
        ObjectNode root = document.deepCopy();
        root.put("$ref", "#" + pointer);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }

    private static void assertClosed(String name, JsonNode schema) {
        Set<String> properties = new TreeSet<>();
        schema.get("properties").fieldNames().forEachRemaining(properties::add);
        Set<String> required = new TreeSet<>();
        schema.get("required").forEach(field -> required.add(field.textValue()));
        assertThat(required).as(name).isEqualTo(properties);
        assertThat(schema.get("additionalProperties").booleanValue()).as(name).isFalse();
    }

    private static List<String> codes(JsonNode response) {
        List<String> codes = new ArrayList<>();
        response.at("/content/application~1json/schema/properties/error/properties/code/enum")
                .forEach(code -> codes.add(code.textValue()));
        return codes;
    }

    private static String[] token() {
        return new String[] {"Authorization", "Bearer t"};
    }
}
