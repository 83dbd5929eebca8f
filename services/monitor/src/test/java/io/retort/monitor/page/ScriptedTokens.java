package io.retort.monitor.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns what a monitor tells of a classifier into what it would tell of a language model in its place. */
final class ScriptedTokens {
    static final int TOKENS_A_LABEL = 37;

    private ScriptedTokens() {}

    /** Changes a state or an event. */
    static ObjectNode of(ObjectNode told) {
        for (JsonNode student : told.get("students")) {
            ObjectNode model = (ObjectNode) student;
            model.put("labelSpace", "VOCABULARY");
            model.putArray("classes");
            model.putArray("confusions");
            model.get("windows").forEach(window -> score((ObjectNode) window));
        }
        for (JsonNode teacher : told.get("teachers")) {
            teacher.get("windows").forEach(window -> ((ObjectNode) window).putNull("drift"));
        }
        return told;
    }

    private static void score(ObjectNode window) {
        window.put("positions", window.get("labels").asInt() * TOKENS_A_LABEL);
        window.put("crossEntropy", window.get("loss").asDouble() + 1.4);
        window.put("acceptance", 0.1 + 0.7 * window.get("agreement").asDouble());
    }
}
