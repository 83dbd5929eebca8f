package io.retort.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.retort.platform.http.JsonAnswer;
import io.retort.server.live.LiveCheckpoint;
import java.io.IOException;
import java.util.List;

/** What {@code POST /v1/classify} answers. */
final class ClassifyAnswer {

    private ClassifyAnswer() {}

    /** @param answers for each text one probability a class */
    static byte[] json(LiveCheckpoint by, List<String> classes, List<float[]> answers) {
        return JsonAnswer.object(json -> {
            json.writeStringField("model", by.student());
            json.writeStringField("checkpoint", by.checkpoint().getId());
            json.writeArrayFieldStart("results");
            for (float[] probabilities : answers) {
                result(json, classes, probabilities);
            }
            json.writeEndArray();
        });
    }

    private static void result(JsonGenerator json, List<String> classes, float[] probabilities) throws IOException {
        int greatest = 0;
        for (int c = 1; c < probabilities.length; c++) {
            greatest = probabilities[c] > probabilities[greatest] ? c : greatest;
        }
        json.writeStartObject();
        json.writeStringField("class", classes.get(greatest));
        json.writeNumberField("probability", probabilities[greatest]);
        json.writeObjectFieldStart("classes");
        for (int c = 0; c < probabilities.length; c++) {
            json.writeNumberField(classes.get(c), probabilities[c]);
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
