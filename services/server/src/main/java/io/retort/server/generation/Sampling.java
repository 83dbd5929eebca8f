package io.retort.server.generation;

/**
 * How tokens are drawn. The same prompt, settings and seed give the same text on the same weights, up to where the rounding of
 * another company in the batch tips a draw.
 *
 * @param temperature of the softmax, from 0 to 2; at 0 the most likely token is taken
 * @param topP tokens are drawn from the fewest that hold this much of the probability, above 0 and at most 1
 * @param seed of the draws
 */
public record Sampling(double temperature, double topP, long seed) {

    public Sampling {
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature is " + temperature + "; allowed: from 0 to 2");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP is " + topP + "; allowed: above 0, at most 1");
        }
    }
}
