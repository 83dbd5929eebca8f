package io.retort.schemas.label;

import java.util.Arrays;
import java.util.Optional;

/**
 * A teacher's distribution at one position, over the entries it was given for (its support) and one bucket for the rest.
 *
 * @param ids entries of the label space in ascending order, distinct
 * @param logProbabilities natural logarithms at the label's temperature, each at most 0; as many as ids
 * @param tailLogMass logarithm of the probability of all entries that are not in ids; negative infinity where there are
 *     none
 * @param draws where the distribution is an estimate by drawing: {@code logProbabilities} are then logarithms of the share of
 *     draws, and the tail is empty
 */
public record Distribution(int[] ids, float[] logProbabilities, float tailLogMass, Optional<Draws> draws) {

    public Distribution {
        if (ids.length == 0 || ids.length != logProbabilities.length) {
            throw new IllegalArgumentException("a distribution over " + ids.length + " ids with "
                    + logProbabilities.length + " log-probabilities; allowed: as many of each, at least one");
        }
        if (draws.isPresent() && Arrays.binarySearch(ids, draws.get().witness()) < 0) {
            throw new IllegalArgumentException(
                    "witness " + draws.get().witness() + " that was not drawn; allowed: one of the ids");
        }
    }

    /** A distribution that is known, at least in its support. */
    public Distribution(int[] ids, float[] logProbabilities, float tailLogMass) {
        this(ids, logProbabilities, tailLogMass, Optional.empty());
    }

    /**
     * An estimate by drawing.
     *
     * @param ids that were drawn, ascending, distinct
     * @param counts how often each was drawn, at least once; their sum is the number of draws
     */
    public static Distribution ofDraws(int[] ids, int[] counts, Draws draws) {
        float[] logProbabilities = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            logProbabilities[i] = (float) StrictMath.log((double) counts[i] / draws.number());
        }
        return new Distribution(ids, logProbabilities, Float.NEGATIVE_INFINITY, Optional.of(draws));
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
                && Float.compare(tailLogMass, that.tailLogMass) == 0
                && draws.equals(that.draws);
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
