package io.retort.server.generation;

import java.util.Locale;

/** Why a text ended. */
public enum Finish {
    /** The model has ended it, or it came to one of the texts it was to stop at. */
    STOP,
    /** It has as many tokens as it may have. */
    LENGTH;

    /** As answers name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
