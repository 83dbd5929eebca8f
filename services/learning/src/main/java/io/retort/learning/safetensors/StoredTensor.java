package io.retort.learning.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor on its way into a file.
 *
 * @param name unique in its file
 * @param type of its elements
 * @param shape none of them negative; empty for a single number
 * @param bytes gives the elements when it is their turn, so that a file's tensors need not be in memory together
 */
public record StoredTensor(String name, ElementType type, List<Long> shape, ByteSource bytes) {

    public StoredTensor {
        shape = List.copyOf(shape);
        if (name.isEmpty() || name.equals(TensorHeader.METADATA)) {
            throw new IllegalArgumentException("a tensor named '" + name + "'");
        }
        Shapes.bytes(type, shape);
    }

    /** @param bytes the elements, little-endian, row by row, from the buffer's position to its limit; not copied */
    public static StoredTensor ofBytes(String name, ElementType type, List<Long> shape, ByteBuffer bytes) {
        StoredTensor tensor = new StoredTensor(name, type, shape, channel -> {
            ByteBuffer rest = bytes.duplicate();
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        });
        if (bytes.remaining() != tensor.size()) {
            throw new IllegalArgumentException("tensor " + name + " of shape " + shape + " with " + bytes.remaining()
                    + " bytes; allowed: " + tensor.size());
        }
        return tensor;
    }

    /** @param type F32, or BF16 to the nearest, ties to even */
    public static StoredTensor ofFloats(String name, ElementType type, List<Long> shape, FloatSource floats) {
        if (type != ElementType.F32 && type != ElementType.BF16) {
            throw new IllegalArgumentException("tensor " + name + " of floats as " + type + "; allowed: F32, BF16");
        }
        return new StoredTensor(name, type, shape, channel -> floats.copyTo(new FloatWriter(type, channel)));
    }

    public static StoredTensor of(String name, float[] values, long... shape) {
        ByteBuffer bytes = littleEndian((long) Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        return ofBytes(name, ElementType.F32, Shapes.of(shape), bytes);
    }

    public static StoredTensor of(String name, long[] values, long... shape) {
        ByteBuffer bytes = littleEndian((long) Long.BYTES * values.length);
        bytes.asLongBuffer().put(values);
        return ofBytes(name, ElementType.I64, Shapes.of(shape), bytes);
    }

    /** How many bytes its elements take. */
    long size() {
        return Shapes.bytes(type, shape);
    }

    private static ByteBuffer littleEndian(long size) {
        return ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
