package io.retort.server.completion;

import io.retort.schemas.record.Message;
import java.util.List;
import java.util.function.Function;

/** What is to be gone on from. */
public sealed interface CompletionPrompt {

    <R> R match(Function<Text, R> text, Function<Tokens, R> tokens, Function<Chat, R> chat);

    /** A text. */
    record Text(String text) implements CompletionPrompt {
        @Override
        public <R> R match(Function<Text, R> ofText, Function<Tokens, R> tokens, Function<Chat, R> chat) {
            return ofText.apply(this);
        }

        @Override
        public String toString() {
            return "Text[characters=" + text.length() + "]";
        }
    }

    /** A text's tokens, as the model numbers them. */
    record Tokens(List<Integer> ids) implements CompletionPrompt {

        public Tokens {
            ids = List.copyOf(ids);
        }

        @Override
        public <R> R match(Function<Text, R> text, Function<Tokens, R> ofTokens, Function<Chat, R> chat) {
            return ofTokens.apply(this);
        }

        @Override
        public String toString() {
            return "Tokens[size=" + ids.size() + "]";
        }
    }

    /**
     * A chat.
     *
     * @param messages at least one
     */
    record Chat(List<Message> messages) implements CompletionPrompt {

        public Chat {
            messages = List.copyOf(messages);
        }

        @Override
        public <R> R match(Function<Text, R> text, Function<Tokens, R> tokens, Function<Chat, R> ofChat) {
            return ofChat.apply(this);
        }

        /** Leaves the messages out: requests may end up in logs. */
        @Override
        public String toString() {
            return "Chat[messages=" + messages.size() + "]";
        }
    }
}
