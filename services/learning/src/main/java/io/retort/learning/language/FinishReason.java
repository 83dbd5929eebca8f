package io.retort.learning.language;

/** Why a sequence has ended. */
public enum FinishReason {
    /** The model wrote a token that ends a text. */
    STOP_TOKEN,
    /** The text has come to one of the stop texts. */
    STOP_TEXT,
    /** As many tokens as were asked for, or as the model's context holds. */
    LENGTH
}
