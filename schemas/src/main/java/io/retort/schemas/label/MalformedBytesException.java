package io.retort.schemas.label;

/** Bytes that are not what they should be; becomes {@link DecodedDistributions.Malformed} or {@link DecodedTokens.Malformed} before it leaves the package. */
final class MalformedBytesException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    MalformedBytesException(String reason, String message) {
        super(message, null, false, false); // no stack trace: bad bytes may come in any number
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
