package io.retort.server.completion;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Answers of {@code POST /v1/chat/completions}. */
public final class ChatShape implements CompletionShape {

    private static final String CONTENT = "content";
    private static final String DELTA = "delta";

    @Override
    public String idPrefix() {
        return "chatcmpl-";
    }

    @Override
    public String whole() {
        return "chat.completion";
    }

    @Override
    public String piece() {
        return "chat.completion.chunk";
    }

    @Override
    public void writeWhole(JsonGenerator json, String text) throws IOException {
        json.writeObjectFieldStart("message");
        writeRole(json);
        json.writeStringField(CONTENT, text);
        json.writeNullField("refusal");
        json.writeEndObject();
    }

    @Override
    public boolean isIntroduced() {
        return true;
    }

    @Override
    public void writeIntroduction(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(DELTA);
        writeRole(json);
        json.writeStringField(CONTENT, "");
        json.writeEndObject();
    }

    @Override
    public void writePiece(JsonGenerator json, String text) throws IOException {
        json.writeObjectFieldStart(DELTA);
        json.writeStringField(CONTENT, text);
        json.writeEndObject();
    }

    @Override
    public void writeEnd(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(DELTA);
        json.writeEndObject();
    }

    private static void writeRole(JsonGenerator json) throws IOException {
        json.writeStringField("role", "assistant");
    }
}
