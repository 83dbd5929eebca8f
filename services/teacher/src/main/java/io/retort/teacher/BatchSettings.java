package io.retort.teacher;

import io.retort.platform.config.InvalidSetting;
import io.retort.platform.kafka.BatchLimits;
import java.time.Duration;

/**
 * When a batch goes to the teacher: as soon as one of the three is reached.
 *
 * @param prompts most prompts in one batch, 1 to 65,536
 * @param tokens most tokens in one batch, estimated at four bytes each, 1 to 1,073,741,824; a prompt with more is a batch of
 *     its own
 * @param linger longest wait for a batch to fill, zero or more
 */
public record BatchSettings(int prompts, int tokens, Duration linger) {

    /** 256 prompts or 32,768 tokens, after 50 ms what there is: a few transactions a second at the encoder's pace. */
    public static final BatchSettings DEFAULT = new BatchSettings(256, 32_768, Duration.ofMillis(50));

    /** 16 prompts: what a language model writes and labels within seconds, and so within what a group waits for a member. */
    public static final BatchSettings OF_LANGUAGE_MODELS = new BatchSettings(16, 32_768, Duration.ofMillis(50));

    public BatchSettings {
        if (prompts < 1 || prompts > 65_536) {
            throw new InvalidSetting("prompts", prompts, "a number from 1 to 65536");
        }
        if (tokens < 1 || tokens > 1 << 30) {
            throw new InvalidSetting("tokens", tokens, "a number from 1 to 1073741824");
        }
        if (linger.isNegative()) {
            throw new InvalidSetting("linger", linger, "zero or a duration such as 200ms");
        }
    }

    BatchLimits limits() {
        return new BatchLimits(prompts, tokens, linger);
    }
}
