package io.retort.server.completion;

import com.fasterxml.jackson.core.JsonGenerator;
import io.retort.platform.http.JsonAnswer;
import io.retort.server.generation.Finish;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One answer as JSON, whole or in pieces. Every piece names the answer, the student and the checkpoint. */
public final class CompletionAnswer {

    private final CompletionShape shape;
    private final String model;
    private final String checkpoint;
    private final String id;
    private final Instant created = Instant.now();

    /** What a choice holds besides its number and its end. */
    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** A text and why it ended. */
    record Choice(String text, Finish finish) {}

    /**
     * How many tokens there were.
     *
     * @param prompt of all prompts
     * @param completion of all their answers
     */
    record Usage(int prompt, int completion) {}

    public CompletionAnswer(CompletionShape shape, String model, String checkpoint) {
        this.shape = shape;
        this.model = model;
        this.checkpoint = checkpoint;
        this.id = shape.idPrefix() + UUID.randomUUID();
    }

    byte[] whole(List<Choice> choices, Usage usage) {
        return JsonAnswer.object(json -> {
            head(json, shape.whole());
            json.writeArrayFieldStart("choices");
            for (int i = 0; i < choices.size(); i++) {
                Choice choice = choices.get(i);
                choice(json, i, choice.finish().text(), content -> shape.writeWhole(content, choice.text()));
            }
            json.writeEndArray();
            usage(json, usage);
        });
    }

    boolean isIntroduced() {
        return shape.isIntroduced();
    }

    byte[] introduction(int prompt, boolean withUsage) {
        return piece(prompt, null, withUsage, shape::writeIntroduction);
    }

    byte[] piece(int prompt, String text, boolean withUsage) {
        return piece(prompt, null, withUsage, json -> shape.writePiece(json, text));
    }

    byte[] end(int prompt, Finish why, boolean withUsage) {
        return piece(prompt, why.text(), withUsage, shape::writeEnd);
    }

    /** The piece after the last choice's end. */
    byte[] usage(Usage usage) {
        return JsonAnswer.object(json -> {
            head(json, shape.piece());
            json.writeArrayFieldStart("choices");
            json.writeEndArray();
            usage(json, usage);
        });
    }

    private byte[] piece(int prompt, @Nullable String finish, boolean withUsage, Content content) {
        return JsonAnswer.object(json -> {
            head(json, shape.piece());
            json.writeArrayFieldStart("choices");
            choice(json, prompt, finish, content);
            json.writeEndArray();
            if (withUsage) {
                json.writeNullField("usage");
            }
        });
    }

    private void head(JsonGenerator json, String object) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("object", object);
        json.writeNumberField("created", created.getEpochSecond());
        json.writeStringField("model", model);
        json.writeStringField("system_fingerprint", checkpoint);
    }

    private static void choice(JsonGenerator json, int index, @Nullable String finish, Content content)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", index);
        content.write(json);
        json.writeNullField("logprobs");
        if (finish == null) {
            json.writeNullField("finish_reason");
        } else {
            json.writeStringField("finish_reason", finish);
        }
        json.writeEndObject();
    }

    private static void usage(JsonGenerator json, Usage usage) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", usage.prompt());
        json.writeNumberField("completion_tokens", usage.completion());
        json.writeNumberField("total_tokens", usage.prompt() + usage.completion());
        json.writeEndObject();
    }
}
