package io.retort.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /v1/classify}, strictly: a misspelt field is said to be one, not passed over. */
final class ClassifyRequestReader {

    static final String INPUT = "input";
    static final String MODEL = "model";

    private static final int LONGEST_NAME_SHOWN = 64;

    private final JsonFactory json;
    private final LimitSettings limits;

    ClassifyRequestReader(LimitSettings limits) {
        this.limits = limits;
        this.json = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.bodyBytes())
                        .maxNestingDepth(8)
                        .build())
                .build();
    }

    /** @throws Refusal if it is not what it has to be */
    ClassifyRequest read(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            return request(parser);
        } catch (JsonProcessingException e) {
            // The parser's own message repeats what was sent.
            throw new Refusal(ErrorCode.MALFORMED, "the body is not JSON" + where(e.getLocation()));
        } catch (IOException e) {
            throw new Refusal(ErrorCode.MALFORMED, "the body is not UTF-8");
        }
    }

    private ClassifyRequest request(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Refusal(ErrorCode.MALFORMED, "the body is not a JSON object");
        }
        @Nullable List<String> texts = null;
        Optional<String> model = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case INPUT -> texts = texts(parser);
                case MODEL -> model = Optional.of(model(parser));
                default -> throw unknown(field);
            }
        }
        if (parser.nextToken() != null) {
            throw new Refusal(ErrorCode.MALFORMED, "something follows the JSON object");
        }
        if (texts == null) {
            throw new Refusal(ErrorCode.INVALID_FIELD, INPUT + " is missing; allowed: a text or an array of texts");
        }
        return new ClassifyRequest(model, texts);
    }

    private List<String> texts(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return List.of(text(parser));
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw noTexts();
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw noTexts();
            }
            if (texts.size() == limits.texts()) {
                throw new Refusal(
                        ErrorCode.UNACCEPTABLE_INPUT, "more than the " + limits.texts() + " texts allowed a request");
            }
            texts.add(text(parser));
        }
        if (texts.isEmpty()) {
            throw new Refusal(ErrorCode.UNACCEPTABLE_INPUT, INPUT + " has no text");
        }
        return texts;
    }

    private String text(JsonParser parser) throws IOException {
        String text = parser.getText();
        if (text.length() > limits.characters() && text.codePointCount(0, text.length()) > limits.characters()) {
            throw new Refusal(
                    ErrorCode.UNACCEPTABLE_INPUT,
                    "a text has more than the " + limits.characters() + " characters allowed");
        }
        return text;
    }

    private static String model(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new Refusal(ErrorCode.INVALID_FIELD, MODEL + " is no text; allowed: the name of a model");
        }
        return parser.getText();
    }

    private static Refusal noTexts() {
        return new Refusal(
                ErrorCode.INVALID_FIELD,
                INPUT + " is neither a text nor an array of texts; allowed: a text or an array of texts");
    }

    private static Refusal unknown(String field) {
        String shown = field.length() <= LONGEST_NAME_SHOWN ? field : field.substring(0, LONGEST_NAME_SHOWN) + "...";
        return new Refusal(
                ErrorCode.UNKNOWN_FIELD, "the field '" + shown + "' is unknown; allowed: " + INPUT + ", " + MODEL);
    }

    private static String where(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
