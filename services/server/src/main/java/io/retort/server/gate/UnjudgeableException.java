package io.retort.server.gate;

/** A checkpoint cannot be judged: its files are not those that were announced, or of a kind nobody here knows. */
final class UnjudgeableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnjudgeableException(String message) {
        super(message);
    }

    UnjudgeableException(Throwable cause) {
        super(cause.getMessage(), cause);
    }

    /** Always there. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
