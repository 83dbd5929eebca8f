package io.retort.server.completion;

/**
 * What one request may ask for.
 *
 * @param bytes most of a body
 * @param prompts most of a request
 * @param tokens most of an answer
 */
public record RequestLimits(int bytes, int prompts, int tokens) {}
