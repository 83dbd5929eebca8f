package io.retort.server.generation;

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

    /** Such as {@code [user]hello[assistant]}. */
    @Override
    public Optional<int[]> ofChat(List<ChatMessage> messages) {
        String chat = messages.stream()
                .map(message -> "[" + message.role() + "]" + message.content())
                .collect(Collectors.joining("", "", "[ASSISTANT]"));
        return Optional.of(ofText(chat));
    }
}
