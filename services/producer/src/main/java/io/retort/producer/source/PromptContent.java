package io.retort.producer.source;

import io.retort.schemas.record.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt is made of: a text with or without a response to it, or a chat.
 *
 * @param text what a teacher and a student read; empty where there are messages
 * @param response to the text, to be labelled as it is; null where the teacher is to write one, and where there are messages
 * @param messages the chat, oldest first; empty where there is a text
 */
public record PromptContent(String text, @Nullable String response, List<Message> messages) {

    public PromptContent {
        if (!messages.isEmpty() && (!text.isEmpty() || response != null)) {
            throw new IllegalArgumentException(
                    "a prompt of " + messages.size() + " messages and a text; allowed: one or the other");
        }
        messages = List.copyOf(messages);
    }

    public static PromptContent text(String text) {
        return new PromptContent(text, null, List.of());
    }

    public static PromptContent chat(List<Message> messages) {
        return new PromptContent("", null, messages);
    }

    public boolean isChat() {
        return !messages.isEmpty();
    }

    /** What is asked, in one string: the text without its response, or the contents of all messages, one a line. */
    public String wording() {
        return isChat() ? String.join("\n", contents()) : text;
    }

    /** Every string a person wrote: the text and the response, or one a message. */
    List<String> contents() {
        return isChat()
                ? messages.stream().map(Message::getContent).toList()
                : Stream.concat(Stream.of(text), Stream.ofNullable(response)).toList();
    }

    /** Bytes of all contents in UTF-8. */
    public long bytes() {
        return contents().stream()
                .mapToLong(content -> content.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** Leaves the contents out: prompts end up in messages and logs. */
    @Override
    public String toString() {
        return "PromptContent[bytes=" + bytes() + ", messages=" + messages.size() + "]";
    }
}
