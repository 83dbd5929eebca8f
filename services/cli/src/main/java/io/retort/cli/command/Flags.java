package io.retort.cli.command;

import io.retort.platform.config.Flag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings that options gave. */
final class Flags {

    private final List<Flag> given = new ArrayList<>();

    /** @param value null where the option was not given */
    Flags add(String key, String option, @Nullable Object value) {
        if (value != null) {
            given.add(new Flag(key, option, value.toString()));
        }
        return this;
    }

    List<Flag> asList() {
        return List.copyOf(given);
    }
}
