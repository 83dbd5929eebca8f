package io.retort.schemas.label;

import java.util.Arrays;

/**
 * A teacher's distribution at one position, over the entries it was given for (its support) and one bucket for the rest.
 *
 * @param ids entries of the label space in ascending order, distinct
 * @param logProbabilities natural logarithms at the label's temperature, each at most 0; as many as ids
 * @param tailLogMass logarithm of the probability of all entries that are not in ids; negative infinity where there are
 *     none
 */
public record Distribution(int[] ids, float[] logProbabilities, float tailLogMass) {

    public Distribution {
        if (ids.length == 0 || ids.length != logProbabilities.length) {
            throw new IllegalArgumentException("a distribution over " + ids.length + " ids with "
                    + logProbabilities.length + " log-probabilities; allowed: as many of each, at least one");
        }
    }

    /** The most likely entry of the support; of equals, the one with the smallest id. */
    public int mostLikely() {
        int best = 0;
        for (int i = 1; i < ids.length; i++) {
            if (logProbabilities[i] > logProbabilities[best]) {
                best = i;
            }
        }
        return ids[best];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Distribution that
                && Arrays.equals(ids, that.ids)
                && Arrays.equals(logProbabilities, that.logProbabilities)
                && Float.compare(tailLogMass, that.tailLogMass) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + Arrays.hashCode(logProbabilities);
    }

    @Override
    public String toString() {
        return "Distribution[entries=" + ids.length + ", tailLogMass=" + tailLogMass + "]";
    }
}
