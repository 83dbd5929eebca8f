package io.retort.producer.source;

import java.util.Locale;

/** Why a record can be no prompt. */
public enum RefusalReason {
    /** Its bytes are not UTF-8, or a text of it holds half a surrogate pair. */
    INVALID_UTF8,
    /** A text of it holds the character NUL, which tokenizers cut at. */
    NUL,
    /** A text of it is empty, or white space only. */
    EMPTY,
    /** Its text does not fit in a record of the prompts topic, or its bytes are more than are kept of a record. */
    TOO_LONG,
    /** It is not one JSON value, or no object where its fields are to say what they hold. */
    MALFORMED_JSON,
    /** Its messages are no chat: roles that are unknown or out of turn, or no user's message. */
    MALFORMED_CHAT,
    /** It is not one record of comma-separated values. */
    MALFORMED_CSV,
    /** It lacks the field or column that holds the text. */
    NO_FIELD,
    /** It has fields of several forms, such as a text and messages, and could be read in more ways than one. */
    AMBIGUOUS,
    /** The field holds something else than a string. */
    NOT_TEXT;

    /** The reason as it stands in headers, metrics and logs, such as {@code invalid-utf8}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
