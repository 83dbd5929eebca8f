package io.retort.producer.generator;

/**
 * A generated message and what its writer wants. The intent is for tests and baselines; it never goes on the wire.
 *
 * @param intent name of the class the template stands for; of a message that wants two things, the first
 * @param text the message
 */
public record GeneratedPrompt(String intent, String text) {}
