package io.retort.teacher;

/** Why a teacher can never label a prompt. */
public enum UnlabellableReason {
    /** There is nothing to read: no character that is neither white space nor control. */
    EMPTY_TEXT("empty-text"),
    /** There is something to read, but not one token the teacher knows. */
    UNKNOWN_TEXT("unknown-text"),
    /** Half a surrogate pair: no encoding of the text exists. */
    MALFORMED_TEXT("malformed-text"),
    /** Longer than the teacher reads, so that nothing would be left to label. */
    TOO_LONG("too-long"),
    /** A chat that the model's template refuses, or that it has no template for. */
    REFUSED_CHAT("refused-chat"),
    /** What the model computes for it is no distribution. */
    UNUSABLE_ANSWER("unusable-answer");

    private final String wireName;

    UnlabellableReason(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in dead letters, metrics and logs. */
    public String wireName() {
        return wireName;
    }
}
