package io.retort.server.completion;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Answers of {@code POST /v1/completions}. */
public final class TextShape implements CompletionShape {

    @Override
    public String idPrefix() {
        return "cmpl-";
    }

    @Override
    public String whole() {
        return "text_completion";
    }

    @Override
    public String piece() {
        return "text_completion";
    }

    @Override
    public void writeWhole(JsonGenerator json, String text) throws IOException {
        json.writeStringField("text", text);
    }

    @Override
    public boolean isIntroduced() {
        return false;
    }

    @Override
    public void writeIntroduction(JsonGenerator json) throws IOException {
        writePiece(json, "");
    }

    @Override
    public void writePiece(JsonGenerator json, String text) throws IOException {
        json.writeStringField("text", text);
    }

    @Override
    public void writeEnd(JsonGenerator json) throws IOException {
        writePiece(json, "");
    }
}
