package io.retort.cli.language;

/**
 * A student held against its teacher on the same tokens, by their whole distributions at temperature 1.
 *
 * @param prompts compared; those the teacher cannot label are left out
 * @param tokens at which both were asked
 * @param kl mean forward KL divergence from the teacher's distribution, in nats
 * @param top1 share of the tokens at which both find the same one most likely
 * @param acceptance mean of the sum over the vocabulary of {@code min(p, q)}: how often the student's draft is accepted
 * @param acceptedLength tokens accepted of a draft of {@value AcceptedLength#DRAFT}, on average
 * @param teacherPerplexity of the tokens
 * @param studentPerplexity of the tokens
 * @param calibrationError the student's expected calibration error, from 0 to 1
 * @param teacherTokensPerSecond read in one pass
 * @param studentTokensPerSecond read in one pass
 */
public record LanguageComparison(
        int prompts,
        long tokens,
        double kl,
        double top1,
        double acceptance,
        double acceptedLength,
        double teacherPerplexity,
        double studentPerplexity,
        double calibrationError,
        double teacherTokensPerSecond,
        double studentTokensPerSecond) {}
