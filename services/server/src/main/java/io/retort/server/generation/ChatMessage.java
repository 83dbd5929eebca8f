package io.retort.server.generation;

/**
 * What somebody says in a chat.
 *
 * @param content of any length
 */
public record ChatMessage(Role role, String content) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** Leaves the content out: messages end up in logs. */
    @Override
    public String toString() {
        return "ChatMessage[role=" + role + ", characters=" + content.length() + "]";
    }
}
