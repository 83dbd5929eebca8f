package io.retort.platform.config;

import java.util.Objects;

/** A setting that is never shown: it hides itself in texts, and so does each record that holds it. */
public final class Secret {

    static final String HIDDEN = "(hidden)";

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** The secret itself, for the one who must present it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
