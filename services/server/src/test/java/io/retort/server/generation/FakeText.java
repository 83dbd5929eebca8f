package io.retort.server.generation;

import io.retort.learning.huggingface.ChatOutcome;
import io.retort.learning.huggingface.TokenizedChat;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every code point is a token of its own number, so that texts tell what became of them. */
public final class FakeText implements ModelText {

    public static final int SIZE = Character.MAX_CODE_POINT + 1;

    @Override
    public int[] ofText(String text) {
        return text.codePoints().toArray();
    }

    /** Such as {@code [USER]hello[ASSISTANT]}; a chat that begins with the assistant is refused. */
    @Override
    public Optional<ChatOutcome> ofChat(List<Message> messages) {
        if (messages.get(0).getRole() == ChatRole.ASSISTANT) {
            return Optional.of(new ChatOutcome.Refused("the assistant comes first"));
        }
        String chat = messages.stream()
                .map(message -> "[" + message.getRole() + "]" + message.getContent())
                .collect(Collectors.joining("", "", "[ASSISTANT]"));
        return Optional.of(new ChatOutcome.Tokenized(new TokenizedChat(ofText(chat), List.of())));
    }
}
