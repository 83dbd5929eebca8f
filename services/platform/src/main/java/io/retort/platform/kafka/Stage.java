package io.retort.platform.kafka;

import java.util.Locale;

/** Where in the stream a record was given up. */
public enum Stage {
    PRODUCER,
    TEACHER,
    TRAINER;

    /** The stage's name as it stands in headers, metrics and logs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
