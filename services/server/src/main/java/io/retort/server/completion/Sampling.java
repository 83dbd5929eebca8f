package io.retort.server.completion;

import io.retort.learning.language.SamplingSettings;
import java.util.List;

/**
 * How an answer's tokens are drawn. Ranges are those of {@link SamplingSettings}.
 *
 * @param stops texts before which an answer ends
 */
public record Sampling(float temperature, float topP, long seed, List<String> stops) {

    public Sampling {
        stops = List.copyOf(stops);
    }

    /** @param tokens most of the answer */
    SamplingSettings settings(int tokens) {
        return new SamplingSettings(temperature, topP, seed, tokens, stops);
    }
}
