package io.retort.teacher.language;

import io.retort.platform.config.InvalidSetting;

/**
 * How the teacher writes responses. What it draws is decided by the prompt's id.
 *
 * @param temperature 1 draws from the teacher's own distribution, 0 takes the likeliest token each time; else 0.01 to 100
 * @param maximumTokens where a response is cut off that has not ended by itself, 1 to 1,000,000
 */
public record ResponseSettings(float temperature, int maximumTokens) {

    private static final int MOST_TOKENS = 1_000_000;

    public ResponseSettings {
        if (temperature != 0 && !(temperature >= 0.01f && temperature <= 100)) {
            throw new InvalidSetting("response.temperature", temperature, "0, or a number from 0.01 to 100");
        }
        if (maximumTokens < 1 || maximumTokens > MOST_TOKENS) {
            throw new InvalidSetting("response.maximumTokens", maximumTokens, "a number from 1 to " + MOST_TOKENS);
        }
    }

    /** At temperature 1, up to 256 tokens. */
    public static ResponseSettings standard() {
        return new ResponseSettings(1, 256);
    }
}
