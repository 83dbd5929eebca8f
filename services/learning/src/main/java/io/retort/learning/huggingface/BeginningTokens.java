package io.retort.learning.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a tokenizer's post-processor puts before a text: the mark of a beginning, which some models have never been without. */
final class BeginningTokens {

    private BeginningTokens() {}

    /**
     * Ids, in their order; none where the post-processor adds none.
     *
     * @param processor {@code post_processor} of {@code tokenizer.json}
     */
    static List<JsonNode> of(JsonNode processor) {
        return switch (processor.path("type").asText()) {
            case "TemplateProcessing" -> ofTemplate(processor);
            case "Sequence" -> {
                List<JsonNode> all = new ArrayList<>();
                processor.path("processors").forEach(part -> all.addAll(of(part)));
                yield all;
            }
            default -> List.of();
        };
    }

    private static List<JsonNode> ofTemplate(JsonNode processor) {
        List<JsonNode> ids = new ArrayList<>();
        for (JsonNode piece : processor.path("single")) {
            if (piece.has("Sequence")) {
                return ids;
            }
            String token = piece.path("SpecialToken").path("id").asText();
            processor.path("special_tokens").path(token).path("ids").forEach(ids::add);
        }
        return List.of();
    }
}
