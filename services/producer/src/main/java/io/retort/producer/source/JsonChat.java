package io.retort.producer.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The array of a chat's messages, {@code {"role": "user", "content": "..."}} each: a system message first or none, then user and
 * assistant in turns, a user first. No more is allowed because chat templates agree on no more.
 */
final class JsonChat {

    private static final List<String> ROLES = List.of("system", "user", "assistant");

    private JsonChat() {}

    static Extraction contentOf(JsonNode array) {
        if (!array.isArray()) {
            return malformed("holds no array in field 'messages' but " + array.getNodeType());
        }
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : array) {
            String where = "message " + (messages.size() + 1);
            String role = message.path("role").asText();
            JsonNode content = message.path("content");
            if (!ROLES.contains(role)) {
                return malformed("has a " + where + " without a known role; allowed: " + String.join(", ", ROLES));
            }
            if (!content.isTextual()) {
                return JsonRecords.notText("the content of " + where, content);
            }
            messages.add(new Message(ChatRole.valueOf(role.toUpperCase(Locale.ROOT)), content.textValue()));
        }
        return disorder(messages)
                .<Extraction>map(JsonChat::malformed)
                .orElseGet(() -> new Extraction.Found(PromptContent.chat(messages)));
    }

    private static Optional<String> disorder(List<Message> messages) {
        int first = !messages.isEmpty() && messages.get(0).getRole() == ChatRole.SYSTEM ? 1 : 0;
        for (int i = first; i < messages.size(); i++) {
            ChatRole expected = (i - first) % 2 == 0 ? ChatRole.USER : ChatRole.ASSISTANT;
            if (messages.get(i).getRole() != expected) {
                return Optional.of("has the role " + name(messages.get(i).getRole()) + " in message " + (i + 1)
                        + "; allowed there: " + name(expected));
            }
        }
        return messages.size() == first ? Optional.of("has no message of a user") : Optional.empty();
    }

    private static String name(ChatRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static Extraction malformed(String message) {
        return new Extraction.Fault(RefusalReason.MALFORMED_CHAT, message);
    }
}
