package io.retort.learning.language.training;

import io.retort.learning.huggingface.TensorSpecification;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A copy of a {@link TrainingState}, not to be changed: everything in float32, little-endian.
 *
 * @param tensors of the model
 * @param trained those that learn, in the order of the lists of moments
 * @param weights of all tensors
 * @param means AdamW's first moments of the trained
 * @param squares its second moments
 * @param averages moving averages of the trained; empty where none are kept
 * @param steps done
 * @param updates steps that changed the weights
 */
record OptimizerState(
        List<TensorSpecification> tensors,
        List<TensorSpecification> trained,
        List<ByteBuffer> weights,
        List<ByteBuffer> means,
        List<ByteBuffer> squares,
        List<ByteBuffer> averages,
        long steps,
        long updates) {

    /** What a served model takes: the average where one is kept, else the weight. */
    FloatBuffer served(TensorSpecification tensor) {
        int average = averages.isEmpty() ? -1 : trained.indexOf(tensor);
        ByteBuffer bytes = average < 0 ? weights.get(tensors.indexOf(tensor)) : averages.get(average);
        return bytes.duplicate().order(bytes.order()).asFloatBuffer();
    }
}
