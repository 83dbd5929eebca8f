package io.retort.producer.source;

import org.jspecify.annotations.Nullable;

/**
 * A text taken out of a record, or why there is none.
 *
 * @param text empty if there is none
 * @param fault why there is none; null if there is one
 * @param message the fault in words; empty if there is none
 */
record Extraction(String text, @Nullable RefusalReason fault, String message) {

    static Extraction fault(RefusalReason reason, String message) {
        return new Extraction("", reason, message);
    }
}
