package io.retort.platform.http;

/** One thing that must hold for a service to do its work. Safe for use by several threads. */
public interface ReadinessCheck {

    /** A short name, such as {@code running}; the key in {@code /ready} and a metric's label. */
    String name();

    /**
     * Looks. Called at intervals, and where it {@link #isImmediate} at each request too.
     *
     * @throws RuntimeException if it cannot be found out, which counts as not ready, with the exception's text as the reason
     */
    Readiness check();

    /**
     * Whether it looks at nothing but memory, so that it can be asked at each request: whoever sends work to a service has to see
     * at once that it is about to go.
     */
    default boolean isImmediate() {
        return false;
    }
}
