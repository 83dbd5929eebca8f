package io.retort.learning.huggingface;

import io.retort.learning.safetensors.FloatSink;
import java.io.IOException;

/** The weights of some layers of a model, and of all that is no layer. */
final class LayerCopy implements WeightSource {

    private final WeightSource model;
    private final ChosenLayers chosen;

    LayerCopy(WeightSource model, ChosenLayers chosen) {
        this.model = model;
        this.chosen = chosen;
    }

    @Override
    public void read(TensorSpecification tensor, FloatSink sink) throws IOException {
        model.read(new TensorSpecification(nameInModel(tensor.name()), tensor.shape()), sink);
    }

    private String nameInModel(String name) {
        for (int layer = 0; layer < chosen.count(); layer++) {
            String prefix = TensorOrder.layerPrefix(layer);
            if (name.startsWith(prefix)) {
                return TensorOrder.layerPrefix(chosen.layers().get(layer)) + name.substring(prefix.length());
            }
        }
        return name;
    }
}
