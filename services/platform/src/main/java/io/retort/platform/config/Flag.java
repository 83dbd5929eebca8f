package io.retort.platform.config;

import java.util.Objects;

/**
 * A setting given on the command line, which wins over the environment and the file.
 *
 * @param key the setting's full key, such as {@code kafka.bootstrapServers}
 * @param name the flag as the user typed it, such as {@code --bootstrap-server}, for faults
 * @param value what the user gave
 */
public record Flag(String key, String name, String value) {

    public Flag {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
