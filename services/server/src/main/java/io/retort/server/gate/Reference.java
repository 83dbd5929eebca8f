package io.retort.server.gate;

import java.time.Instant;

/**
 * A checkpoint's agreement with the teacher when it was promoted.
 *
 * @param checkpoint its id
 * @param labels what it was measured on, at least 1
 * @param agreement from 0 to 1
 * @param kind how it is known
 * @param at when it was promoted
 */
record Reference(String checkpoint, long labels, double agreement, Kind kind, Instant at) {

    /** How an agreement is known, and what it is good for. */
    enum Kind {
        /** By the gate, on labels it had not learned. */
        MEASURED,
        /** Announced with it, by its trainer; a person says that labels are as they should be. */
        ACCEPTED,
        /** Announced with it, by its trainer; nobody says whether the labels were good. */
        ANNOUNCED
    }
}
