package io.retort.platform.config;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A settings record was given a value that is not allowed. Thrown by compact constructors. */
public final class InvalidSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String value;
    private final String allowed;

    /**
     * @param key the record component, or the part of it that is wrong, separated by dots
     * @param value what was given; shown to the user, so never a secret
     * @param allowed what is allowed instead, such as {@code a number from 1 to 65536}
     */
    public InvalidSetting(String key, @Nullable Object value, String allowed) {
        super(key + " is " + show(value) + "; allowed: " + allowed);
        this.key = Objects.requireNonNull(key, "key");
        this.value = show(value);
        this.allowed = Objects.requireNonNull(allowed, "allowed");
    }

    /** The record component's name, without the section it stands in. */
    public String key() {
        return key;
    }

    /** What was given, as text. */
    public String value() {
        return value;
    }

    private static String show(@Nullable Object value) {
        return value instanceof Duration duration ? DurationText.show(duration) : String.valueOf(value);
    }

    /** What is allowed. */
    public String allowed() {
        return allowed;
    }
}
