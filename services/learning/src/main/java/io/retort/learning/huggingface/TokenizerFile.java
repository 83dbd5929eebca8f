package io.retort.learning.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * {@code tokenizer.json}: a byte-pair encoding with its added tokens. Cutting, filling up and the adding of tokens around a text
 * are taken out of it: a sequence is what its text says, and where a document begins is for who encodes it to say.
 */
final class TokenizerFile {

    static final String NAME = "tokenizer.json";

    private static final List<String> TAKEN_OUT = List.of("truncation", "padding", "post_processor");

    private final Path file;
    private final ObjectNode root;
    private final List<AddedToken> addedTokens;
    private final List<String> tokens;
    private final int[] beginning;

    private TokenizerFile(Path file, ObjectNode root, int vocabularySize) throws IOException {
        this.file = file;
        this.root = root;
        this.addedTokens = readAddedTokens(vocabularySize);
        this.tokens = readTokens(vocabularySize);
        this.beginning = readBeginning(vocabularySize);
        TAKEN_OUT.forEach(root::putNull);
    }

    /** @param vocabularySize of the model: no token's id may reach it */
    static TokenizerFile read(Path directory, int vocabularySize) throws IOException {
        Path file = directory.resolve(NAME);
        ObjectNode root = JsonFields.read(file).tree();
        String type = root.path("model").path("type").asText("missing");
        if (!type.equals("BPE") || !root.path("model").path("vocab").isObject()) {
            throw new UnusableModelException(file, "model.type is " + type + "; allowed: BPE");
        }
        return new TokenizerFile(file, root, vocabularySize);
    }

    Path path() {
        return file;
    }

    List<AddedToken> addedTokens() {
        return addedTokens;
    }

    /** The tokens in the order of their ids, as many as the model's vocabulary has; empty where an id has none. */
    List<String> tokens() {
        return tokens;
    }

    /** The tokens that stand before a document; often none. */
    int[] beginning() {
        return beginning.clone();
    }

    /** For what a template writes: added tokens are found. */
    byte[] withAddedTokens() throws IOException {
        return JsonFields.JSON.writeValueAsBytes(root);
    }

    /** For what a user writes: there are no added tokens, so their texts are text. */
    byte[] withoutAddedTokens() throws IOException {
        return JsonFields.JSON.writeValueAsBytes(new PlainVocabulary(file, root.deepCopy()).without(addedTokens));
    }

    private List<AddedToken> readAddedTokens(int vocabularySize) throws UnusableModelException {
        List<AddedToken> found = new ArrayList<>();
        for (JsonNode node : root.path("added_tokens")) {
            String content = node.path("content").asText("");
            if (content.isEmpty()) {
                throw new UnusableModelException(file, "an added token without content");
            }
            int id = id("'" + content + "'", node.path("id"), vocabularySize);
            found.add(new AddedToken(id, content, node.path("special").asBoolean(false)));
        }
        return List.copyOf(found);
    }

    private List<String> readTokens(int vocabularySize) throws UnusableModelException {
        String[] byId = new String[vocabularySize];
        Arrays.fill(byId, "");
        for (Map.Entry<String, JsonNode> entry :
                root.path("model").path("vocab").properties()) {
            byId[id("'" + entry.getKey() + "'", entry.getValue(), vocabularySize)] = entry.getKey();
        }
        for (AddedToken token : addedTokens) {
            byId[token.id()] = token.content();
        }
        return Collections.unmodifiableList(Arrays.asList(byId));
    }

    private int[] readBeginning(int vocabularySize) throws UnusableModelException {
        List<JsonNode> found = BeginningTokens.of(root.path("post_processor"));
        int[] ids = new int[found.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = id("before a text", found.get(i), vocabularySize);
        }
        return ids;
    }

    private int id(String token, JsonNode id, int vocabularySize) throws UnusableModelException {
        if (!id.isInt() || id.intValue() < 0 || id.intValue() >= vocabularySize) {
            throw new UnusableModelException(
                    file,
                    "token " + token + " has id " + id + "; allowed: 0 to " + (vocabularySize - 1)
                            + ", the model's vocabulary");
        }
        return id.intValue();
    }
}
