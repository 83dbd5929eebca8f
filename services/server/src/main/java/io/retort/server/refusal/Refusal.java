package io.retort.server.refusal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends the handling of a request. The message goes to the client alone: it may repeat names that the client has sent. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode error;
    private final @Nullable String field;

    /** Of a request that is wrong as a whole, or of one that is right. */
    public Refusal(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
        this.field = null;
    }

    /** @param field of the body that is wrong */
    public Refusal(ErrorCode error, String field, String message) {
        super(message, null, false, false);
        this.error = error;
        this.field = field;
    }

    public ErrorCode error() {
        return error;
    }

    /** The field of the body that is wrong, if one is. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
