package io.retort.learning.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a directory says how a chat is written: {@code chat_template.jinja}, else {@code tokenizer_config.json}, which also names
 * the special tokens that templates print, else {@code special_tokens_map.json} does.
 *
 * @param template in Jinja
 * @param specialTokens their texts by the names they have in templates
 */
record TemplateFile(String template, Map<String, String> specialTokens) {

    private static final String CONFIGURATION = "tokenizer_config.json";
    private static final List<String> TOKEN_NAMES =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    static Optional<TemplateFile> read(Path directory) throws IOException {
        Optional<String> template = template(directory);
        if (template.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String file : List.of("special_tokens_map.json", CONFIGURATION)) {
            if (Files.exists(directory.resolve(file))) {
                addTokens(JsonFields.read(directory.resolve(file)), tokens);
            }
        }
        return Optional.of(new TemplateFile(template.get(), Map.copyOf(tokens)));
    }

    private static Optional<String> template(Path directory) throws IOException {
        Path own = directory.resolve("chat_template.jinja");
        if (Files.exists(own)) {
            return Optional.of(Files.readString(own, StandardCharsets.UTF_8));
        }
        Path file = directory.resolve(CONFIGURATION);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Optional<JsonNode> value = JsonFields.read(file).value("chat_template");
        return value.isEmpty() ? Optional.empty() : Optional.of(template(file, value.get()));
    }

    /** One template, or several with names of which transformers takes {@code default}. */
    private static String template(Path file, JsonNode value) throws UnusableModelException {
        if (value.isTextual()) {
            return value.textValue();
        }
        for (JsonNode named : value) {
            if (named.path("name").asText().equals("default")
                    && named.path("template").isTextual()) {
                return named.path("template").textValue();
            }
        }
        throw new UnusableModelException(file, "chat_template is neither a text nor a list with one named default");
    }

    private static void addTokens(JsonFields fields, Map<String, String> tokens) {
        for (String name : TOKEN_NAMES) {
            Optional<JsonNode> value = fields.value(name);
            Optional<JsonNode> content = value.map(node -> node.isObject() ? node.path("content") : node);
            content.filter(JsonNode::isTextual).ifPresent(text -> tokens.put(name, text.textValue()));
        }
    }
}
