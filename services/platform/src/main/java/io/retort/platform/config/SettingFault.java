package io.retort.platform.config;

import java.util.Objects;

/**
 * One thing that is wrong with the settings.
 *
 * @param origin where: a file and line, a variable, a flag, or {@code default}
 * @param message what: the full key, the value, and what is allowed
 */
public record SettingFault(String origin, String message) {

    /** The origin of a value that nobody has given. */
    static final String DEFAULT = "default";

    public SettingFault {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(message, "message");
    }

    static SettingFault notAllowed(String origin, String key, String value, String allowed) {
        return new SettingFault(origin, key + " is " + value + "; allowed: " + allowed);
    }

    /** Such as {@code retort.yaml:12: trainer.batch.size is 0; allowed: a number from 1 to 65536}. */
    @Override
    public String toString() {
        return origin + ": " + message;
    }
}
