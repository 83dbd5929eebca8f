package io.retort.learning.huggingface;

import java.util.ArrayList;
import java.util.List;

/** Lists a model's parameters in their one order, by the names transformers gives them. */
final class TensorOrder {

    static final String EMBEDDING = "model.embed_tokens.weight";
    static final String HEAD = "lm_head.weight";

    private static final String LAYERS = "model.layers.";

    private final ModelConfiguration configuration;
    private final List<TensorSpecification> specifications = new ArrayList<>();

    TensorOrder(ModelConfiguration configuration) {
        this.configuration = configuration;
    }

    /** What stands before the name of each of a layer's parameters. */
    static String layerPrefix(int layer) {
        return LAYERS + layer + ".";
    }

    List<TensorSpecification> specifications() {
        addMatrix(EMBEDDING, configuration.vocabularySize(), configuration.hiddenSize());
        for (int layer = 0; layer < configuration.layers(); layer++) {
            addLayer(layerPrefix(layer));
        }
        addNorm("model.norm");
        if (!configuration.tiedEmbeddings()) {
            addMatrix(HEAD, configuration.vocabularySize(), configuration.hiddenSize());
        }
        return List.copyOf(specifications);
    }

    private void addLayer(String layer) {
        int hidden = configuration.hiddenSize();
        int intermediate = configuration.intermediateSize();
        int queries = configuration.heads() * configuration.headSize();
        int keys = configuration.keyValueHeads() * configuration.headSize();
        boolean attentionBias = configuration.attentionBias();
        boolean mlpBias = configuration.mlpBias();
        addNorm(layer + "input_layernorm");
        addLinear(layer + "self_attn.q_proj", queries, hidden, attentionBias);
        addLinear(layer + "self_attn.k_proj", keys, hidden, attentionBias);
        addLinear(layer + "self_attn.v_proj", keys, hidden, attentionBias);
        addLinear(layer + "self_attn.o_proj", hidden, queries, configuration.outputBias());
        addNorm(layer + "post_attention_layernorm");
        addLinear(layer + "mlp.gate_proj", intermediate, hidden, mlpBias);
        addLinear(layer + "mlp.up_proj", intermediate, hidden, mlpBias);
        addLinear(layer + "mlp.down_proj", hidden, intermediate, mlpBias);
    }

    private void addLinear(String module, int outputs, int inputs, boolean bias) {
        addMatrix(module + ".weight", outputs, inputs);
        if (bias) {
            specifications.add(TensorSpecification.of(module + ".bias", outputs));
        }
    }

    private void addNorm(String module) {
        specifications.add(TensorSpecification.of(module + ".weight", configuration.hiddenSize()));
    }

    private void addMatrix(String name, int rows, int columns) {
        specifications.add(TensorSpecification.of(name, rows, columns));
    }
}
