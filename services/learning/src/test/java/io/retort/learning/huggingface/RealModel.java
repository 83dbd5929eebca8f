package io.retort.learning.huggingface;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** SmolLM2-135M-Instruct, on machines that have it. */
final class RealModel {

    static final int VOCABULARY_SIZE = 49_152;

    private RealModel() {}

    /** Skips the test, and says so, where the model is not. */
    static Path directory() {
        Path directory = Path.of(System.getProperty("user.home"), ".cache", "retort", "smollm2-135m-instruct");
        assumeTrue(Files.isDirectory(directory), () -> "skipped: no model in " + directory);
        return directory;
    }
}
