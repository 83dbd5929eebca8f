package io.retort.cli;

/** The user has to change something before this can work; the message says what. */
public final class UserMistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserMistake(String message) {
        super(message);
    }

    /** A value was refused with a message that says all. */
    public UserMistake(IllegalArgumentException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
