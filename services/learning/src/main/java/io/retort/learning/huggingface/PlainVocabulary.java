package io.retort.learning.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.learning.student.UnusableModelException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Takes the added tokens out of a tokenizer, so that no text can become one. Most of them also stand in the ordinary
 * vocabulary, where a whole word may be looked up: there they are given names that nobody can write.
 */
final class PlainVocabulary {

    private final Path file;
    private final ObjectNode root;
    private final ObjectNode model;

    /** @param root of the file's JSON, to be changed */
    PlainVocabulary(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
        this.model = (ObjectNode) root.path("model");
    }

    ObjectNode without(List<AddedToken> addedTokens) throws UnusableModelException {
        root.putArray("added_tokens");
        Set<String> merged = merged();
        for (AddedToken token : addedTokens) {
            if (!merged.contains(token.content())) {
                rename(token.content());
            } else if (token.special()) {
                throw new UnusableModelException(
                        file,
                        "special token '" + token.content()
                                + "' is what ordinary text is merged to; allowed: special tokens that no text gives");
            }
        }
        return root;
    }

    private void rename(String token) {
        ObjectNode vocabulary = (ObjectNode) model.path("vocab");
        JsonNode id = vocabulary.remove(token);
        if (id == null) {
            return;
        }
        String name = UUID.randomUUID() + token;
        vocabulary.set(name, id);
        if (token.equals(model.path("unk_token").textValue())) {
            model.put("unk_token", name);
        }
    }

    /** Every token that a merge takes or gives. */
    private Set<String> merged() {
        Set<String> merged = new HashSet<>();
        for (JsonNode merge : model.path("merges")) {
            String[] pair = merge.isArray()
                    ? new String[] {merge.path(0).asText(), merge.path(1).asText()}
                    : merge.asText().split(" ", 2);
            merged.add(pair[0]);
            if (pair.length == 2) {
                merged.add(pair[1]);
                merged.add(pair[0] + pair[1]);
            }
        }
        return merged;
    }
}
