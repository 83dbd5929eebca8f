package io.retort.learning.safetensors;

import java.util.Arrays;
import java.util.List;

/** Sizes of shapes, exact or not at all. */
final class Shapes {

    private Shapes() {}

    static List<Long> of(long... shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    /**
     * How many bytes a tensor's elements take.
     *
     * @throws ArithmeticException if that is above 2^63 - 1
     * @throws IllegalArgumentException if a dimension is negative
     */
    static long bytes(ElementType type, List<Long> shape) {
        long bytes = type.bytes();
        for (long dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException("a negative dimension in shape " + shape);
            }
            bytes = Math.multiplyExact(bytes, dimension);
        }
        return bytes;
    }
}
