package io.retort.teacher.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One text's token ids to its embedding: the mean of the last hidden state over its tokens, at length 1 (Reimers and
 * Gurevych 2019, section 3). The sum is taken in double precision, in token order.
 */
final class MeanPooling implements Translator<long[], float[]> {

    @Override
    public NDList processInput(TranslatorContext context, long[] ids) {
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        NDManager manager = context.getNDManager();
        return new NDList(
                row(manager, "input_ids", ids),
                row(manager, "attention_mask", ones),
                row(manager, "token_type_ids", new long[ids.length]));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList output) {
        NDArray hidden = output.singletonOrThrow(); // float32 [1, tokens, width]
        int width = Math.toIntExact(hidden.getShape().get(2));
        float[] values = hidden.toFloatArray();
        double[] sums = new double[width];
        for (int i = 0; i < values.length; i++) {
            sums[i % width] += values[i];
        }
        return UnitVectors.ofDirection(sums);
    }

    /** None: in a batch an embedding would depend on its neighbours. */
    @Override
    public @Nullable Batchifier getBatchifier() {
        return null;
    }

    private static NDArray row(NDManager manager, String name, long[] values) {
        NDArray array = manager.create(LongBuffer.wrap(values), new Shape(1, values.length), DataType.INT64);
        array.setName(name);
        return array;
    }
}
