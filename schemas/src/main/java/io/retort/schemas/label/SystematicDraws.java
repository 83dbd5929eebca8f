package io.retort.schemas.label;

import java.util.Arrays;

/**
 * Draws from a distribution by systematic sampling: one offset u in [0, 1), and draw j of N is the id that holds the point
 * {@code (u + j) / N} of the cumulative distribution. Id x is drawn {@code N p(x)} times in expectation, rounded up or down
 * (Douc, Cappe, Moulines 2005, "Comparison of resampling schemes for particle filtering", section 2.4), so that count / N is an
 * unbiased estimate of p(x), and any loss that is linear in p has an unbiased gradient. It is drawn from p itself:
 * self-normalised weights of another proposal are biased.
 */
public final class SystematicDraws {

    private final int number;

    /** @param number of draws a position, 1 to {@value Draws#MOST} */
    public SystematicDraws(int number) {
        if (number < 1 || number > Draws.MOST) {
            throw new IllegalArgumentException(number + " draws a position; allowed: 1 to " + Draws.MOST);
        }
        this.number = number;
    }

    /** How often it draws at a position. */
    public int number() {
        return number;
    }

    /**
     * Draws at one position.
     *
     * @param logProbabilities of every entry of the label space, natural logarithms that need not sum to 1 exactly; at least
     *     one is finite, none is NaN or positive infinity
     * @param position of the label, from 0: chooses the random numbers together with the seed
     */
    public Distribution draw(float[] logProbabilities, DrawSeed seed, int position) {
        double[] cumulative = cumulative(logProbabilities);
        int[] drawn = new int[number];
        double mass = cumulative[cumulative.length - 1];
        double offset = seed.offset(position);
        for (int j = 0; j < number; j++) {
            drawn[j] = holder(cumulative, (offset + j) / number * mass);
        }
        double entropy = entropy(logProbabilities, mass);
        int witness = drawn[seed.witness(position, number)];
        return collect(drawn, entropy, witness, logProbabilities[witness] - StrictMath.log(mass));
    }

    /**
     * The distribution of draws that were made elsewhere.
     *
     * @param drawn ids in ascending order, each as often as it was drawn
     * @param entropy the teacher's, in nats
     * @param witness the one of {@code drawn} that {@link DrawSeed#witness} chose
     * @param witnessLogProbability the teacher's log-probability of it, in nats
     */
    public static Distribution collect(int[] drawn, double entropy, int witness, double witnessLogProbability) {
        int[] ids = Arrays.stream(drawn).distinct().toArray();
        int[] counts = new int[ids.length];
        int entry = 0;
        for (int id : drawn) {
            entry += id == ids[entry] ? 0 : 1;
            counts[entry]++;
        }
        return Distribution.ofDraws(ids, counts, new Draws(drawn.length, (float) Math.max(0, entropy), witness, (float)
                Math.min(0, witnessLogProbability)));
    }

    private static double[] cumulative(float[] logProbabilities) {
        double[] cumulative = new double[logProbabilities.length];
        double sum = 0;
        for (int id = 0; id < cumulative.length; id++) {
            sum += StrictMath.exp(logProbabilities[id]);
            cumulative[id] = sum;
        }
        if (!(sum > 0) || sum == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "probabilities that sum to " + sum + "; allowed: more than 0, and finite");
        }
        return cumulative;
    }

    /** The first id whose cumulative probability lies above the point; the last one of any probability, for a point at the end. */
    private static int holder(double[] cumulative, double point) {
        int low = 0;
        int high = cumulative.length - 1;
        double highest = Math.min(point, Math.nextDown(cumulative[high]));
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > highest) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static double entropy(float[] logProbabilities, double mass) {
        double sum = 0;
        for (float logProbability : logProbabilities) {
            sum -= logProbability == Float.NEGATIVE_INFINITY ? 0 : StrictMath.exp(logProbability) * logProbability;
        }
        return sum / mass + StrictMath.log(mass);
    }
}
