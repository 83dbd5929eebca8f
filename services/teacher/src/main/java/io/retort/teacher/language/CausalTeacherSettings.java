package io.retort.teacher.language;

import io.retort.learning.language.Precision;
import io.retort.platform.config.InvalidSetting;
import java.util.regex.Pattern;

/**
 * How a causal language model labels.
 *
 * @param name the teacher's id in labels and in its consumer group: 1 to 100 letters, digits, dots, dashes and underscores
 * @param support what is kept of each distribution
 * @param temperature of the softmax of the labels, 0.01 to 100
 * @param texts what a text without response and messages is
 * @param labelled which tokens get a distribution
 * @param response how a response is written where none is given
 * @param longest most tokens of a prompt with its response, at least 2; not above the model's context
 * @param batchTokens most tokens computed together, at least 1. What is longer is computed alone; so with 1 every prompt is,
 *     and its label is then a function of the prompt, to the byte, whatever else is labelled in the same batch
 * @param precision of matrix products
 * @param threads of one computation, 1 to 256; changes no label
 */
public record CausalTeacherSettings(
        String name,
        LabelSupport support,
        float temperature,
        Texts texts,
        LabelledTokens labelled,
        ResponseSettings response,
        int longest,
        int batchTokens,
        Precision precision,
        int threads) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public CausalTeacherSettings {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting("name", name, "1 to 100 letters, digits, dots, dashes and underscores");
        }
        if (!(temperature >= 0.01f && temperature <= 100)) {
            throw new InvalidSetting("temperature", temperature, "a number from 0.01 to 100");
        }
        if (longest < 2) {
            throw new InvalidSetting("longest", longest, "a number of at least 2");
        }
        if (batchTokens < 1) {
            throw new InvalidSetting("batchTokens", batchTokens, "a number of at least 1");
        }
        if (threads < 1 || threads > 256) {
            throw new InvalidSetting("threads", threads, "a number from 1 to 256");
        }
    }

    /**
     * 23 systematic draws a position at temperature 1, the variance of 50 independent ones, in 21.5 bytes on a small model's answers;
     * texts are prompts, responses are labelled and are drawn at temperature 1; up to 1,024 tokens, 4,096 computed together, in
     * float32, on as many threads as there are processors.
     */
    public static CausalTeacherSettings standard(String name) {
        return new CausalTeacherSettings(
                name,
                new LabelSupport.Sampled(23),
                1,
                Texts.PROMPT,
                LabelledTokens.RESPONSES,
                ResponseSettings.standard(),
                1_024,
                4_096,
                Precision.FLOAT32,
                Math.min(256, Runtime.getRuntime().availableProcessors()));
    }
}
