package io.retort.learning.jinja;

/** The template itself refuses its values. */
public final class RefusedByTemplate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private RefusedByTemplate(String message) {
        super(message);
    }

    /** What templates call as {@code raise_exception}. */
    public static Object raise(Object message) {
        throw new RefusedByTemplate(String.valueOf(message));
    }
}
