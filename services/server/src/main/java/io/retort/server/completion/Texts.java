package io.retort.server.completion;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts in a body. */
final class Texts {

    private Texts() {}

    /** Empty if it is no text, or has half a character, which no tokenizer can read. */
    static Optional<String> of(JsonNode value) {
        return Optional.of(value)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }
}
