package io.retort.learning.language;

import java.util.List;

/**
 * How a sequence is continued.
 *
 * @param temperature 0 for the likeliest token every time, else of the softmax that is drawn from, 0.01 to 100
 * @param topP draws among the smallest set of likeliest tokens that hold this share of the probability, above 0, at most 1
 * @param seed decides, with a token's place behind the prompt, which token is drawn
 * @param maximumTokens most tokens behind the prompt, at least 1
 * @param stops texts that end the sequence and are no part of it, none of them empty
 */
public record SamplingSettings(float temperature, float topP, long seed, int maximumTokens, List<String> stops) {

    private static final float COLDEST = 0.01f;
    private static final float HOTTEST = 100;

    public SamplingSettings {
        if (temperature != 0 && !(temperature >= COLDEST && temperature <= HOTTEST)) {
            throw new IllegalArgumentException(
                    "temperature " + temperature + "; allowed: 0, and " + COLDEST + " to " + HOTTEST);
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top_p " + topP + "; allowed: above 0, at most 1");
        }
        if (maximumTokens < 1) {
            throw new IllegalArgumentException("at most " + maximumTokens + " tokens; allowed: at least 1");
        }
        if (stops.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("an empty stop text; allowed: at least one character");
        }
        stops = List.copyOf(stops);
    }

    /** The likeliest token every time, without stop texts. */
    public static SamplingSettings greedy(int maximumTokens) {
        return new SamplingSettings(0, 1, 0, maximumTokens, List.of());
    }

    /**
     * A number from 0 to below 1 for the token at a place behind the prompt: the mix of Stafford's variant 13, as in Steele, Lea,
     * Flood 2014, figure 14, over the seed and a counter.
     */
    double uniform(int place) {
        long mixed = seed + (place + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return (mixed >>> 11) * 0x1p-53;
    }
}
