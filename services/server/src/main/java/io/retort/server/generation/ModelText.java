package io.retort.server.generation;

import java.util.List;
import java.util.Optional;

/** Texts as a language model reads and writes them. Safe for use by several threads. */
public interface ModelText {

    /** A text's tokens; whatever it says, none of them is a special one, but for those the model wants before any text. */
    int[] ofText(String text);

    /** A chat's tokens, up to where the model's turn begins; empty if the model knows no form of chats. */
    Optional<int[]> ofChat(List<ChatMessage> messages);

    /** Whether a token says that the text is over. */
    boolean isEnd(int token);

    /** Makes a text of tokens as they come. */
    TokenText begin();

    /** One text, as its tokens come. Used by one thread. */
    interface TokenText {

        /** What a token adds: nothing, as long as a character is not whole. */
        String add(int token);

        /** What is left of a character that did not become whole. */
        String end();
    }
}
