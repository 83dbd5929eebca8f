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
 * @param bytes the elements, little-endian, row by row, from the buffer's position to its limit; not copied
 */
public record StoredTensor(String name, ElementType type, List<Long> shape, ByteBuffer bytes) {

    public StoredTensor {
        shape = List.copyOf(shape);
        long expected = Shapes.bytes(type, shape);
        if (name.isEmpty() || name.equals(TensorHeader.METADATA)) {
            throw new IllegalArgumentException("a tensor named '" + name + "'");
        }
        if (bytes.remaining() != expected) {
            throw new IllegalArgumentException("tensor " + name + " of shape " + shape + " with " + bytes.remaining()
                    + " bytes; allowed: " + expected);
        }
    }

    public static StoredTensor of(String name, float[] values, long... shape) {
        ByteBuffer bytes = littleEndian((long) Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        return new StoredTensor(name, ElementType.F32, Shapes.of(shape), bytes);
    }

    public static StoredTensor of(String name, long[] values, long... shape) {
        ByteBuffer bytes = littleEndian((long) Long.BYTES * values.length);
        bytes.asLongBuffer().put(values);
        return new StoredTensor(name, ElementType.I64, Shapes.of(shape), bytes);
    }

    private static ByteBuffer littleEndian(long size) {
        return ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
