package io.retort.cli.language;

/**
 * How many tokens of a draft are accepted before the first that is not, as speculative decoding drafts them: from every
 * position that has room for a whole draft, the sum over its tokens of the probability that it and all before it are accepted
 * (Leviathan, Kalman, Matias 2023, section 3.1, without the assumption that acceptances are alike). Not thread-safe.
 */
final class AcceptedLength {

    /** Tokens a draft: what servers of speculative decoding commonly draft. */
    static final int DRAFT = 4;

    private double sum;
    private long drafts;

    /** Adds a text's acceptance rates, one a token, in the order of the tokens. */
    void add(float[] acceptances) {
        for (int begin = 0; begin + DRAFT <= acceptances.length; begin++) {
            double allAccepted = 1;
            for (int i = begin; i < begin + DRAFT; i++) {
                allAccepted *= acceptances[i];
                sum += allAccepted;
            }
            drafts++;
        }
    }

    /** From 0 to {@link #DRAFT}; 0 where no text was long enough. */
    double mean() {
        return drafts == 0 ? 0 : sum / drafts;
    }
}
