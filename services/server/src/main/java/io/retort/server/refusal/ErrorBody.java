package io.retort.server.refusal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.retort.platform.http.JsonAnswer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The one shape of every error: {@code {"error": {"code", "message", "type", "param"}}}, which clients of OpenAI's API know. */
public final class ErrorBody {

    private ErrorBody() {}

    public static byte[] json(Refusal refusal) {
        return json(refusal.error(), refusal.text(), refusal.field().orElse(null));
    }

    public static byte[] json(ErrorCode error, String message) {
        return json(error, message, null);
    }

    private static byte[] json(ErrorCode error, String message, @Nullable String field) {
        return JsonAnswer.object(json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("code", error.code());
            json.writeStringField("message", message);
            json.writeStringField("type", error.type());
            writeParameter(json, field);
            json.writeEndObject();
        });
    }

    private static void writeParameter(JsonGenerator json, @Nullable String field) throws IOException {
        if (field == null) {
            json.writeNullField("param");
        } else {
            json.writeStringField("param", field);
        }
    }
}
