package io.retort.schemas.label;

/**
 * What is known of a distribution that was drawn from, beside what was drawn.
 *
 * <p>The witness w is one of the draws, each as likely as the next, so w follows the teacher's distribution p. With q the
 * student's, {@code min(1, q(w) / p(w))} is then an unbiased estimate of the acceptance rate {@code sum_x min(p(x), q(x))}
 * (Leviathan, Kalman, Matias 2023, "Fast Inference from Transformers via Speculative Decoding", section 3.2). The draws'
 * cross-entropy less {@code entropy} is one of the KL divergence.
 *
 * @param number how many times was drawn, 1 to {@value #MOST}
 * @param entropy the teacher's, in nats, at least 0
 * @param witness an id that was drawn
 * @param witnessLogProbability the teacher's log-probability of the witness, in nats, at most 0
 */
public record Draws(int number, float entropy, int witness, float witnessLogProbability) {

    /** The most draws a position may have. */
    public static final int MOST = 255;

    public Draws {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException(number + " draws; allowed: 1 to " + MOST);
        }
        if (!(entropy >= 0) || entropy == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("an entropy of " + entropy + " nats; allowed: 0 or more, and finite");
        }
        if (!(witnessLogProbability <= 0) || witnessLogProbability == Float.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("log-probability " + witnessLogProbability
                    + " of an id that was drawn; allowed: at most 0, and finite");
        }
    }
}
