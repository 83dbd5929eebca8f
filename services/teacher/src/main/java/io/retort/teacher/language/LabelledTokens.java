package io.retort.teacher.language;

/** Which tokens of a prompt with its response get a distribution. */
public enum LabelledTokens {
    /** Those of the responses, with the token that ends each turn: the assistant's turns of a chat. */
    RESPONSES,
    /** All but the first, which has nothing before it. */
    ALL
}
