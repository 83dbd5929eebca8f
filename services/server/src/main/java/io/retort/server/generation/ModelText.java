package io.retort.server.generation;

import io.retort.learning.huggingface.ChatOutcome;
import io.retort.schemas.record.Message;
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

    /** A chat, up to where the model's turn begins; empty if the model has no template for chats. */
    Optional<ChatOutcome> ofChat(List<Message> messages);
}
