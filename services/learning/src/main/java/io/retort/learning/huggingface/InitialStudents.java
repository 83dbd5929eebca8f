package io.retort.learning.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the directory a student starts from, with its teacher's tokenizer and chat template. Weights are written in F32: a
 * student's first steps are smaller than what BF16 can tell apart.
 */
public final class InitialStudents {

    /** Of the normal distribution that weights are drawn from, as GPT-2's (Radford et al. 2019) and Llama's. */
    private static final double DEVIATION = 0.02;

    private InitialStudents() {}

    /**
     * A student that knows nothing.
     *
     * @param directory new
     * @param seed decides its weights, on every machine the same
     * @throws IllegalArgumentException if a size is not what a configuration allows; nothing is written
     */
    public static void ofSizes(Path directory, ModelDirectory teacher, StudentSizes sizes, long seed)
            throws IOException {
        ModelConfiguration configuration = sizes.configuration(teacher.configuration());
        write(directory, teacher, configuration, new SeededWeights(seed, DEVIATION));
    }

    /**
     * A student that is some layers of its teacher, with its embedding, last norm and head.
     *
     * @param directory new
     * @throws IllegalArgumentException if the teacher has no such layer; nothing is written
     */
    public static void ofLayers(Path directory, ModelDirectory teacher, ChosenLayers chosen) throws IOException {
        int last = chosen.layers().get(chosen.count() - 1);
        int layers = teacher.configuration().layers();
        if (last >= layers) {
            throw new IllegalArgumentException("layer " + last + "; allowed: 0 to " + (layers - 1));
        }
        write(
                directory,
                teacher,
                teacher.configuration().withLayers(chosen.count()),
                new LayerCopy(teacher.weights(), chosen));
    }

    private static void write(
            Path directory, ModelDirectory teacher, ModelConfiguration configuration, WeightSource weights)
            throws IOException {
        TokenizerFiles tokenizer = TokenizerFiles.read(teacher.path());
        Files.createDirectories(directory);
        ModelDirectoryWriter.write(directory, configuration, tokenizer, weights, WeightType.F32);
    }
}
