package io.retort.server.generation;

import java.util.List;
import java.util.Optional;

/** Texts as a language model reads them. Safe for use by several threads. */
public interface ModelText {

    /**
     * A text's tokens; whatever it says, none of them is a special one.
     *
     * @param text whole characters
     */
    int[] ofText(String text);

    /** A chat's tokens, up to where the model's turn begins; empty if the model knows no form of chats. */
    Optional<int[]> ofChat(List<ChatMessage> messages);
}
