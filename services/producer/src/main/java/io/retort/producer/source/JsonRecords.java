package io.retort.producer.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.function.Function;

/** Reads records of one JSON value each. */
final class JsonRecords {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private JsonRecords() {}

    /** What the function finds in a record's value, or that there is not one value. */
    static Extraction read(String record, Function<JsonNode, Extraction> content) {
        try {
            return content.apply(READER.readTree(record));
        } catch (JsonProcessingException e) {
            return new Extraction.Fault(
                    RefusalReason.MALFORMED_JSON,
                    "is not one JSON value: fault at column " + e.getLocation().getColumnNr());
        }
    }

    static Extraction.Fault notText(String where, JsonNode value) {
        return new Extraction.Fault(
                RefusalReason.NOT_TEXT, "holds no string in " + where + " but " + value.getNodeType());
    }
}
