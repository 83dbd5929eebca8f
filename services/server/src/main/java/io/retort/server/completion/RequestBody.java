package io.retort.server.completion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a body as one JSON object. Safe for use by several threads. */
final class RequestBody {

    private static final int DEEPEST = 16;

    private final JsonMapper json;

    /** @param bytes most of a body */
    RequestBody(int bytes) {
        this.json = JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(bytes)
                                .maxNestingDepth(DEEPEST)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** @throws Refusal if it is none */
    Fields read(byte[] body) {
        JsonNode root;
        try {
            root = json.readTree(body);
        } catch (JsonProcessingException e) {
            // The parser's own message repeats what was sent.
            throw new Refusal(ErrorCode.MALFORMED, "the body is not JSON" + where(e.getLocation()));
        } catch (IOException e) {
            throw new Refusal(ErrorCode.MALFORMED, "the body is not UTF-8");
        }
        if (!root.isObject()) {
            throw new Refusal(ErrorCode.MALFORMED, "the body is not a JSON object");
        }
        return new Fields("", root);
    }

    private static String where(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
