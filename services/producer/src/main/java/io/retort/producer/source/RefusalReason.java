package io.retort.producer.source;

import java.util.Locale;

/** Why a record can be no prompt. */
public enum RefusalReason {
    /** Its bytes are not UTF-8, or its text holds half a surrogate pair. */
    INVALID_UTF8,
    /** Its text holds the character NUL, which tokenizers cut at. */
    NUL,
    /** It has no text, or white space only. */
    EMPTY,
    /** Its text does not fit in a record of the prompts topic, or its bytes are more than are kept of a record. */
    TOO_LONG,
    /** It is not one JSON value. */
    MALFORMED_JSON,
    /** It is not one record of comma-separated values. */
    MALFORMED_CSV,
    /** It lacks the field or column that holds the text. */
    NO_FIELD,
    /** The field holds something else than a string. */
    NOT_TEXT;

    /** The reason as it stands in headers, metrics and logs, such as {@code invalid-utf8}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
