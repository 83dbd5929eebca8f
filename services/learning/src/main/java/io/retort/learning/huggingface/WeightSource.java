package io.retort.learning.huggingface;

import io.retort.learning.safetensors.FloatSink;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Gives the values of a model's parameters, one parameter at a time. */
@FunctionalInterface
public interface WeightSource {

    /**
     * Copies one parameter, piece by piece.
     *
     * @throws UnusableModelException if it comes from a file and is not there, or not of that shape, or not finite
     */
    void read(TensorSpecification tensor, FloatSink sink) throws IOException;

    /**
     * One parameter as a whole.
     *
     * @return a new direct buffer in the machine's byte order: float32, row by row
     * @throws IllegalArgumentException if it takes 2 GiB or more
     */
    default ByteBuffer float32(TensorSpecification tensor) throws IOException {
        long bytes = Math.multiplyExact(tensor.elements(), Float.BYTES);
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "tensor " + tensor.name() + ": " + bytes + " bytes as float32; allowed: below 2^31");
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
        FloatBuffer floats = buffer.asFloatBuffer();
        read(tensor, floats::put);
        if (floats.hasRemaining()) {
            throw new IllegalStateException(
                    "tensor " + tensor.name() + ": " + floats.position() + " elements; allowed: " + tensor.elements());
        }
        return buffer;
    }
}
