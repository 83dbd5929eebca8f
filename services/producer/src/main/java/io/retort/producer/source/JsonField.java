package io.retort.producer.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A string field of a JSON object. */
final class JsonField implements TextField {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final String field;

    /** @param field its name, or a JSON pointer to it (RFC 6901) if it begins with a slash */
    JsonField(String field) {
        this.field = field;
    }

    @Override
    public Extraction textOf(String record) {
        JsonNode value;
        try {
            JsonNode object = READER.readTree(record);
            value = field.startsWith("/") ? object.at(field) : object.path(field);
        } catch (JsonProcessingException e) {
            return Extraction.fault(
                    RefusalReason.MALFORMED_JSON,
                    "is not one JSON value: fault at column " + e.getLocation().getColumnNr());
        }
        if (value.isMissingNode()) {
            return Extraction.fault(RefusalReason.NO_FIELD, "has no field '" + field + "'");
        }
        return value.isTextual()
                ? new Extraction(value.textValue(), null, "")
                : Extraction.fault(
                        RefusalReason.NOT_TEXT, "holds no string in field '" + field + "' but " + value.getNodeType());
    }
}
