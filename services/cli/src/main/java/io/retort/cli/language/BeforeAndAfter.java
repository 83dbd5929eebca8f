package io.retort.cli.language;

/**
 * A student at its beginning and at its end, on the same held-out tokens.
 *
 * @param before as it began
 * @param after as it is now
 * @param unigramKl forward KL of the best context-free distribution, fitted on the labels of the stream, in nats
 */
public record BeforeAndAfter(LanguageComparison before, LanguageComparison after, double unigramKl) {}
