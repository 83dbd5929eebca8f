package io.retort.server.refusal;

import java.util.Locale;

/** What can be wrong with a request. The code in an answer is the name in lower case. */
public enum ErrorCode {
    /** The body is no JSON, or the request no HTTP. */
    MALFORMED(400),
    /** A field nobody knows. */
    UNKNOWN_FIELD(400),
    /** A field that asks for what this server does not do. */
    UNSUPPORTED_FIELD(400),
    /** A field that is missing, or of another type or range than it has to be. */
    INVALID_FIELD(400),
    /** Prompt and answer have more tokens than the model reads. */
    CONTEXT_LENGTH_EXCEEDED(400),
    /** Several models are served and none was named. */
    MODEL_REQUIRED(400),
    /** No bearer token, or an unknown one. */
    UNAUTHORIZED(401),
    NOT_FOUND(404),
    /** No such model is deployed. */
    UNKNOWN_MODEL(404),
    METHOD_NOT_ALLOWED(405),
    /** The body did not come in time. */
    TOO_SLOW(408),
    BODY_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    /** No text, too many, or one that is too long. */
    UNACCEPTABLE_INPUT(422),
    /** The model does other things than sort texts into classes. */
    NOT_A_CLASSIFIER(422),
    /** The model does other things than write texts. */
    NOT_A_LANGUAGE_MODEL(422),
    /** Too much waits already; try again after {@code Retry-After}. */
    QUEUE_FULL(429),
    INTERNAL(500),
    /** Nothing has been promoted yet. */
    NO_STUDENT(503),
    /** What was promoted is not loaded yet, or cannot be. */
    NOT_LOADED(503),
    /** The server is on its way out. */
    DRAINING(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a client that knows none of the codes makes of it. */
    public String type() {
        return switch (this) {
            case UNAUTHORIZED -> "authentication_error";
            case QUEUE_FULL -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
