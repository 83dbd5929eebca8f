package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

/** The document that the server gives out, and what it says of an answer. */
final class ApiDocument {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BODY = "/content/application~1json/schema";

    final JsonNode root;

    ApiDocument(String json) throws IOException {
        root = JSON.readTree(json);
    }

    static String operation(String path) {
        return "/paths/" + path.replace("/", "~1") + "/post";
    }

    /** The description of an operation's response, wherever it stands. */
    String response(String operation, String status) {
        String pointer = operation + "/responses/" + status;
        JsonNode reference = root.at(pointer).path("$ref");
        return reference.isTextual() ? reference.textValue().substring(1) : pointer;
    }

    /** Each status and error code that an operation may answer with. */
    Set<String> errors(String operation) {
        Set<String> errors = new TreeSet<>();
        root.at(operation + "/responses").fieldNames().forEachRemaining(status -> root.at(
                        response(operation, status) + BODY + "/properties/error/properties/code/enum")
                .forEach(code -> errors.add(status + " " + code.textValue())));
        return errors;
    }

    Set<String> fields(String schema) {
        Set<String> fields = new TreeSet<>();
        root.at("/components/schemas/" + schema + "/properties").fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    boolean allows(String operation, String body) throws IOException {
        return schema(operation + "/requestBody" + BODY)
                .validate(JSON.readTree(body))
                .isEmpty();
    }

    void assertFits(String operation, int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        String response = response(operation, Integer.toString(status));
        assertFits(response + BODY, answer.body());
        root.at(response + "/headers")
                .fieldNames()
                .forEachRemaining(name ->
                        assertThat(answer.headers().firstValue(name)).as(name).isPresent());
    }

    void assertFits(String pointer, String json) throws IOException {
        assertThat(schema(pointer).validate(JSON.readTree(json))).as(json).isEmpty();
    }

    private Schema schema(String pointer) {
        assertThat(root.at(pointer).isMissingNode()).as(pointer).isFalse();
        ObjectNode schema = root.deepCopy();
        schema.put("$ref", "#" + pointer);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
