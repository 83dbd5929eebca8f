package io.retort.server.http;

import io.retort.platform.http.JsonAnswer;

/** What every answer of the API is. */
final class JsonBody {

    static final String TYPE = "application/json";

    private JsonBody() {}

    static byte[] error(ErrorCode error, String message) {
        return JsonAnswer.object(json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("code", error.code());
            json.writeStringField("message", message);
            json.writeEndObject();
        });
    }
}
