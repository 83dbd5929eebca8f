package io.retort.teacher.language;

import io.retort.platform.config.InvalidSetting;
import io.retort.schemas.topic.Topic;

/** Sees to it, before anything is labelled, that the largest label fits its topic. */
final class LabelSize {

    private static final int BYTES_OF_A_TOKEN = 5;
    private static final int BYTES_BESIDE = 64 * 1024;

    private LabelSize() {}

    /** @throws InvalidSetting if a label of the longest sequence may not fit */
    static void check(CausalTeacherSettings settings, int vocabularySize) {
        long bytes = BYTES_BESIDE
                + settings.longest() * (BYTES_OF_A_TOKEN + settings.support().mostBytes(vocabularySize));
        if (bytes > Topic.SOFT_LABELS.maxMessageBytes()) {
            throw new InvalidSetting(
                    "support",
                    settings.support().description(),
                    "what keeps a label of " + settings.longest() + " tokens over a vocabulary of " + vocabularySize
                            + " within " + Topic.SOFT_LABELS.maxMessageBytes() + " bytes; it may take " + bytes);
        }
    }
}
