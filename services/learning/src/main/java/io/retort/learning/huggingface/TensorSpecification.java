package io.retort.learning.huggingface;

import java.util.Arrays;
import java.util.List;

/**
 * A parameter that a model has.
 *
 * @param name as in a file of weights
 * @param shape every dimension at least 1; a linear layer's weight is [outputs, inputs]
 */
public record TensorSpecification(String name, List<Long> shape) {

    public TensorSpecification {
        shape = List.copyOf(shape);
        if (name.isEmpty() || shape.isEmpty() || shape.stream().anyMatch(dimension -> dimension < 1)) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' of shape " + shape + "; allowed: a name and dimensions of at least 1");
        }
    }

    static TensorSpecification of(String name, long... shape) {
        return new TensorSpecification(name, Arrays.stream(shape).boxed().toList());
    }

    /** How many numbers it holds. */
    public long elements() {
        return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }
}
