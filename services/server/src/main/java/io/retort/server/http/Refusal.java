package io.retort.server.http;

/** Ends the handling of a request. The message goes to the client alone: it may repeat names that the client has sent. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode error;

    Refusal(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    ErrorCode error() {
        return error;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
