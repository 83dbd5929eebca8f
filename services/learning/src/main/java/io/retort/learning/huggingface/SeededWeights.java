package io.retort.learning.huggingface;

import io.retort.learning.safetensors.FloatSink;
import io.retort.schemas.label.Fingerprints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * A new model's weights, the same on every machine for the same seed: matrices and the embedding are drawn from a normal
 * distribution of mean 0 and the given standard deviation, norms are 1, biases 0, as transformers' {@code LlamaPreTrainedModel}
 * starts them. A parameter's values depend on the seed, its name and its size only.
 *
 * <p>Normal numbers by the polar method (Marsaglia and Bray 1964, "A convenient method for generating normal variables", SIAM
 * Review 6), with {@link StrictMath}, whose results are defined to the last bit.
 */
final class SeededWeights implements WeightSource {

    private static final int PIECE = 1 << 14;

    private final long seed;
    private final double deviation;

    SeededWeights(long seed, double deviation) {
        this.seed = seed;
        this.deviation = deviation;
    }

    @Override
    public void read(TensorSpecification tensor, FloatSink sink) throws IOException {
        DoubleSupplier numbers = numbers(tensor);
        float[] piece = new float[PIECE];
        for (long left = tensor.elements(); left > 0; left -= PIECE) {
            int count = (int) Math.min(PIECE, left);
            for (int i = 0; i < count; i++) {
                piece[i] = (float) numbers.getAsDouble();
            }
            sink.accept(FloatBuffer.wrap(piece, 0, count));
        }
    }

    private DoubleSupplier numbers(TensorSpecification tensor) {
        if (tensor.name().endsWith(".bias")) {
            return () -> 0;
        }
        if (tensor.shape().size() == 1) {
            return () -> 1;
        }
        Gaussian gaussian = new Gaussian(generator(tensor.name()));
        return () -> deviation * gaussian.next();
    }

    private SplittableRandom generator(String name) {
        byte[] digest = Fingerprints.of(
                        ByteBuffer.allocate(Long.BYTES).putLong(seed).array(), name.getBytes(StandardCharsets.UTF_8))
                .bytes();
        return new SplittableRandom(ByteBuffer.wrap(digest).getLong());
    }
}
