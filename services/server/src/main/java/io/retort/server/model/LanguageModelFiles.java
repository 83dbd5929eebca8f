package io.retort.server.model;

import io.retort.learning.language.training.StudentFile;

/** What a language model's checkpoint holds for a trainer alone. */
public final class LanguageModelFiles {

    /** Kind of student, as checkpoints say. */
    public static final String KIND = StudentFile.KIND;

    private static final String OPTIMIZER = "optimizer.safetensors";

    private LanguageModelFiles() {}

    /** Whether a file is needed where nothing is learned: the optimizer's state, larger than the model, is not. */
    public static boolean areNeeded(String file) {
        return !file.equals(OPTIMIZER);
    }
}
