package io.retort.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.retort.platform.http.JsonAnswer;
import io.retort.schemas.label.Fingerprints;
import io.retort.server.live.LiveCheckpoint;
import io.retort.server.live.LoadFailure;
import io.retort.server.live.StudentStatus;
import io.retort.server.model.ServedClassifier;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What {@code GET /v1/models} answers: each student that was ever promoted, what is live of it, and what stands in the way; and the
 * same students once more in the form that clients of OpenAI's API read.
 */
final class ModelsAnswer {

    private ModelsAnswer() {}

    static byte[] json(List<StudentStatus> statuses) {
        List<StudentStatus> promoted =
                statuses.stream().filter(status -> status.wanted().isPresent()).toList();
        return JsonAnswer.object(json -> {
            json.writeArrayFieldStart("models");
            for (StudentStatus status : promoted) {
                model(json, status);
            }
            json.writeEndArray();
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (StudentStatus status : promoted) {
                entry(json, status);
            }
            json.writeEndArray();
        });
    }

    private static void entry(JsonGenerator json, StudentStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", status.student());
        json.writeStringField("object", "model");
        json.writeNumberField(
                "created",
                status.wanted()
                        .map(wanted -> wanted.getWrittenAt().getEpochSecond())
                        .orElse(0L));
        json.writeStringField("owned_by", "retort");
        json.writeEndObject();
    }

    private static void model(JsonGenerator json, StudentStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", status.student());
        json.writeStringField(
                "promoted", status.wanted().map(wanted -> wanted.getId()).orElse(""));
        json.writeFieldName("live");
        if (status.live().isPresent()) {
            live(json, status.live().get());
        } else {
            json.writeNull();
        }
        json.writeFieldName("failure");
        failure(json, status.failure());
        json.writeEndObject();
    }

    private static void live(JsonGenerator json, LiveCheckpoint live) throws IOException {
        json.writeStartObject();
        json.writeStringField("checkpoint", live.checkpoint().getId());
        json.writeNumberField("step", live.checkpoint().getStep());
        json.writeStringField("kind", live.model().kind());
        json.writeStringField(
                "labelSpace", Fingerprints.hex(live.model().labelSpace().getFingerprint()));
        json.writeArrayFieldStart("classes");
        if (live.model() instanceof ServedClassifier classifier) {
            for (String name : classifier.classes()) {
                json.writeString(name);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void failure(JsonGenerator json, Optional<LoadFailure> failure) throws IOException {
        if (failure.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("checkpoint", failure.get().checkpoint());
        json.writeStringField("reason", failure.get().reason());
        json.writeNumberField("attempts", failure.get().attempts());
        json.writeStringField("at", failure.get().at().toString());
        json.writeEndObject();
    }
}
