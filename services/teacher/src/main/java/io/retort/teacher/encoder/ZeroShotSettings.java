package io.retort.teacher.encoder;

import io.retort.platform.config.InvalidSetting;

/**
 * How the encoder labels.
 *
 * @param temperature of the softmax over cosines, 0.001 to 10; cosines lie close together, so it is small
 * @param threads texts read at the same time, 1 to 256; changes no label
 */
public record ZeroShotSettings(float temperature, int threads) {

    /** Temperature 0.05; as many threads as there are processors. */
    public static ZeroShotSettings standard() {
        return new ZeroShotSettings(0.05f, Math.min(256, Runtime.getRuntime().availableProcessors()));
    }

    public ZeroShotSettings {
        if (!(temperature >= 0.001f && temperature <= 10)) {
            throw new InvalidSetting("temperature", temperature, "a number from 0.001 to 10");
        }
        if (threads < 1 || threads > 256) {
            throw new InvalidSetting("threads", threads, "a number from 1 to 256");
        }
    }
}
