package io.retort.server.generation;

import io.retort.learning.language.Precision;
import io.retort.platform.config.InvalidSetting;

/**
 * How language models write.
 *
 * @param texts most that a model writes at the same time, 1 to 1,024; each keeps keys and values of its tokens in memory
 * @param queue prompts that may wait for that, 1 to 65,536; what comes beyond is refused
 * @param tokens most tokens of one answer, 1 to 1,048,576
 * @param threads that one step may use, 1 to 256
 * @param precision of matrix products; with the threads and the kind of processor it decides which text a seed gives
 */
public record GenerationSettings(int texts, int queue, int tokens, int threads, Precision precision) {

    /** 8 at the same time, 64 waiting, 1,024 tokens an answer, 2 threads, float32. */
    public static final GenerationSettings DEFAULTS = new GenerationSettings(8, 64, 1_024, 2, Precision.FLOAT32);

    public GenerationSettings {
        requireWithin("texts", texts, 1_024);
        requireWithin("queue", queue, 65_536);
        requireWithin("tokens", tokens, 1_048_576);
        requireWithin("threads", threads, 256);
    }

    private static void requireWithin(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new InvalidSetting(key, value, "a number from 1 to " + most);
        }
    }
}
