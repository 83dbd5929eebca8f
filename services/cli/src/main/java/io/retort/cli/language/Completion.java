package io.retort.cli.language;

/**
 * What a model wrote behind a prompt.
 *
 * @param text without the prompt
 * @param tokens how many it wrote
 * @param seconds it took, reading the prompt included
 */
public record Completion(String text, int tokens, double seconds) {}
