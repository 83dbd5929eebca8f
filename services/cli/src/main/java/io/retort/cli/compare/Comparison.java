package io.retort.cli.compare;

/**
 * A student held against its teacher on prompts.
 *
 * @param prompts compared; those the teacher cannot label are left out
 * @param agreement share from 0 to 1 on which both find the same class most likely
 * @param kl mean forward KL divergence from the teacher's distribution, in nats
 * @param majorityAgreement agreement of always saying the class the teacher says most often on these prompts
 * @param keywordAgreement agreement of counting words of the classes' names and descriptions
 * @param studentPromptsPerSecond on one thread
 * @param teacherPromptsPerSecond on the teacher's own threads
 */
public record Comparison(
        long prompts,
        double agreement,
        double kl,
        double majorityAgreement,
        double keywordAgreement,
        double studentPromptsPerSecond,
        double teacherPromptsPerSecond) {}
