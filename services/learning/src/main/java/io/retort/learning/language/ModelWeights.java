package io.retort.learning.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.TensorSpecification;
import io.retort.learning.huggingface.WeightSource;
import io.retort.learning.torch.TorchModule;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Brings weights into libtorch's memory, matrices in the type that products have, the others in float32. */
final class ModelWeights {

    private final TorchModule module;
    private final NDManager manager;

    ModelWeights(TorchModule module, NDManager manager) {
        this.module = module;
        this.manager = manager;
    }

    /** In the order of {@link ModelConfiguration#tensorSpecifications()}; the manager owns them. */
    List<NDArray> read(ModelConfiguration configuration, WeightSource source) throws IOException {
        List<NDArray> weights = new ArrayList<>();
        for (TensorSpecification specification : configuration.tensorSpecifications()) {
            NDArray weight = blank(specification);
            Filling filling = new Filling(weight);
            source.read(specification, filling::accept);
            filling.requireFull(specification);
            weights.add(weight);
        }
        return weights;
    }

    private NDArray blank(TensorSpecification specification) {
        try (NDManager call = manager.newSubManager()) {
            long[] shape =
                    specification.shape().stream().mapToLong(Long::longValue).toArray();
            NDArray weight = module.call("blank", call, call.create(shape), call.create(shape.length > 1))
                    .singletonOrThrow();
            weight.attach(manager);
            return weight;
        }
    }

    private final class Filling {

        private final NDArray weight;
        private long filled;

        Filling(NDArray weight) {
            this.weight = weight;
        }

        void accept(FloatBuffer piece) {
            try (NDManager call = manager.newSubManager()) {
                float[] values = new float[piece.remaining()];
                piece.get(values);
                module.call("put", call, weight, call.create(filled), call.create(values));
                filled += values.length;
            }
        }

        void requireFull(TensorSpecification specification) {
            if (filled != specification.elements()) {
                throw new IllegalStateException("tensor " + specification.name() + ": " + filled
                        + " elements; allowed: " + specification.elements());
            }
        }
    }
}
