package io.retort.learning.huggingface;

/** A chat is refused within this package; {@link ChatTemplate} makes an outcome of it. */
final class RefusedChatException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    RefusedChatException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
