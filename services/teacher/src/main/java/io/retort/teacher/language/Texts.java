package io.retort.teacher.language;

/** What a prompt's text is, where it comes without a response and without messages. */
public enum Texts {
    /** Something to respond to: a user's message where the model has a chat template, else a beginning to be continued. */
    PROMPT,
    /** A text to be labelled as it stands, from its second token on, without a template. */
    DOCUMENT
}
