package io.retort.producer.source;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A string field of a JSON object.
 *
 * @param field its name, or a JSON pointer to it (RFC 6901) if it begins with a slash
 */
record JsonField(String field) implements ContentField {

    @Override
    public Extraction contentOf(String record) {
        return JsonRecords.read(record, this::textOf);
    }

    private Extraction textOf(JsonNode object) {
        JsonNode value = field.startsWith("/") ? object.at(field) : object.path(field);
        if (value.isMissingNode()) {
            return new Extraction.Fault(RefusalReason.NO_FIELD, "has no field '" + field + "'");
        }
        return value.isTextual()
                ? Extraction.text(value.textValue())
                : JsonRecords.notText("field '" + field + "'", value);
    }
}
