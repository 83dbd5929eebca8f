package io.retort.cli.language;

/** What teacher and student write behind the same prompt, by the same seed. */
public record Answers(String prompt, Completion teacher, Completion before, Completion after) {}
