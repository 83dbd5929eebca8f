package io.retort.platform.http;

/** One thing that must hold for a service to do its work. */
public interface ReadinessCheck {

    /** A short name, such as {@code running}; the key in {@code /ready} and a metric's label. */
    String name();

    /**
     * Looks. Called by one thread at intervals.
     *
     * @throws RuntimeException if it cannot be found out, which counts as not ready, with the exception's text as the reason
     */
    Readiness check();
}
