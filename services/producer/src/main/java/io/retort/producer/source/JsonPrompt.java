package io.retort.producer.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A JSON object in one of three forms: {@code text}; {@code prompt} with or without {@code response}; {@code messages}. Each
 * record may have its own. A field that is null counts as absent, and fields of other names are left out.
 */
final class JsonPrompt implements ContentField {

    private static final List<String> FORMS = List.of("text", "prompt", "messages");
    private static final String RESPONSE = "response";

    @Override
    public Extraction contentOf(String record) {
        return JsonRecords.read(record, JsonPrompt::contentOf);
    }

    private static Extraction contentOf(JsonNode object) {
        if (!object.isObject()) {
            return new Extraction.Fault(RefusalReason.MALFORMED_JSON, "is no JSON object");
        }
        List<String> found = FORMS.stream().filter(object::hasNonNull).toList();
        if (found.isEmpty()) {
            return new Extraction.Fault(
                    RefusalReason.NO_FIELD, "has none of the fields " + String.join(", ", FORMS) + "; allowed: one");
        }
        if (found.size() > 1) {
            return ambiguous(String.join(" and ", found));
        }
        String form = found.get(0);
        if (object.hasNonNull(RESPONSE) && !form.equals("prompt")) {
            return ambiguous(form + " and " + RESPONSE);
        }
        return form.equals("messages") ? JsonChat.contentOf(object.get(form)) : textOf(object, form);
    }

    private static Extraction textOf(JsonNode object, String form) {
        JsonNode text = object.get(form);
        JsonNode response = object.path(RESPONSE);
        if (!text.isTextual()) {
            return JsonRecords.notText("field '" + form + "'", text);
        }
        if (!object.hasNonNull(RESPONSE)) {
            return Extraction.text(text.textValue());
        }
        return response.isTextual()
                ? new Extraction.Found(new PromptContent(text.textValue(), response.textValue(), List.of()))
                : JsonRecords.notText("field '" + RESPONSE + "'", response);
    }

    private static Extraction ambiguous(String fields) {
        return new Extraction.Fault(
                RefusalReason.AMBIGUOUS,
                "has the fields " + fields + "; allowed: text, or prompt with or without response, or messages");
    }
}
