package io.retort.benchmarks.training;

import io.retort.learning.huggingface.Architecture;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.ModelDirectoryWriter;
import io.retort.learning.huggingface.RopeScaling;
import io.retort.learning.huggingface.SpecialTokens;
import io.retort.learning.huggingface.TensorSpecification;
import io.retort.learning.huggingface.TokenizerFiles;
import io.retort.learning.huggingface.WeightType;
import io.retort.learning.safetensors.FloatSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** The student whose speed is measured: a Llama of 4 layers, hidden size 256, with random weights and next to no tokenizer. */
final class WorkloadStudent {

    private static final String TOKENIZER = "tokenizer.json";
    private static final double DEVIATION = 0.02;
    private static final int PIECE = 1 << 16;

    private WorkloadStudent() {}

    static ModelConfiguration configuration(int vocabularySize) {
        return new ModelConfiguration(
                Architecture.LLAMA,
                vocabularySize,
                256,
                688,
                4,
                4,
                2,
                64,
                1e-5,
                10_000,
                new RopeScaling.None(),
                2_048,
                true,
                false,
                false,
                new SpecialTokens(OptionalInt.empty(), List.of(0), OptionalInt.empty()));
    }

    /** Writes its Hugging Face directory. */
    static void write(Path directory, int vocabularySize) throws IOException {
        Files.createDirectories(directory);
        Random random = new Random(1);
        ModelDirectoryWriter.write(
                directory,
                configuration(vocabularySize),
                tokenizer(directory.resolveSibling("tokenizer")),
                (tensor, sink) -> draw(tensor, random, sink),
                WeightType.F32);
    }

    private static TokenizerFiles tokenizer(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (InputStream in = WorkloadStudent.class.getResourceAsStream(TOKENIZER)) {
            if (in == null) {
                throw new IOException("resource " + TOKENIZER + " is missing");
            }
            Files.copy(in, directory.resolve(TOKENIZER));
        }
        return TokenizerFiles.read(directory);
    }

    private static void draw(TensorSpecification tensor, Random random, FloatSink sink) throws IOException {
        boolean norm = tensor.shape().size() == 1;
        float[] piece = new float[PIECE];
        for (long left = tensor.elements(); left > 0; left -= PIECE) {
            int count = (int) Math.min(PIECE, left);
            for (int i = 0; i < count; i++) {
                piece[i] = norm ? 1 : (float) (DEVIATION * random.nextGaussian());
            }
            sink.accept(FloatBuffer.wrap(piece, 0, count));
        }
    }
}
