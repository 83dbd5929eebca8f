package io.retort.learning.huggingface;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes {@code config.json} with the older spelling of the rotary embedding's settings, which every transformers reads. */
final class ConfigurationWriter {

    private final ModelConfiguration configuration;
    private final ObjectNode root = JsonFields.JSON.createObjectNode();

    private ConfigurationWriter(ModelConfiguration configuration) {
        this.configuration = configuration;
    }

    /** @throws java.nio.file.FileAlreadyExistsException if there is such a file */
    static void write(Path directory, ModelConfiguration configuration, WeightType weights) throws IOException {
        ObjectNode root = new ConfigurationWriter(configuration).json(weights);
        String json = JsonFields.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root);
        Files.writeString(
                directory.resolve(ConfigurationReader.FILE),
                json.replace(System.lineSeparator(), "\n") + "\n",
                StandardOpenOption.CREATE_NEW);
    }

    private ObjectNode json(WeightType weights) {
        root.putArray("architectures").add(configuration.architecture().className());
        root.put("model_type", configuration.architecture().modelType());
        putSizes();
        root.put("hidden_act", "silu");
        root.put("rms_norm_eps", configuration.normEpsilon());
        root.put("rope_theta", configuration.ropeTheta());
        putRopeScaling();
        root.put("tie_word_embeddings", configuration.tiedEmbeddings());
        putWhatTheArchitectureHas();
        putSpecialTokens();
        root.put("torch_dtype", weights.torchName());
        root.put("use_cache", true);
        return root;
    }

    private void putSizes() {
        root.put("vocab_size", configuration.vocabularySize());
        root.put("hidden_size", configuration.hiddenSize());
        root.put("intermediate_size", configuration.intermediateSize());
        root.put("num_hidden_layers", configuration.layers());
        root.put("num_attention_heads", configuration.heads());
        root.put("num_key_value_heads", configuration.keyValueHeads());
        root.put("head_dim", configuration.headSize());
        root.put("max_position_embeddings", configuration.contextLength());
    }

    private void putRopeScaling() {
        configuration
                .ropeScaling()
                .match(
                        none -> root.putNull("rope_scaling"),
                        linear -> scaling("linear", linear.factor()),
                        llama3 -> scaling("llama3", llama3.factor())
                                .put("low_freq_factor", llama3.lowFrequencyFactor())
                                .put("high_freq_factor", llama3.highFrequencyFactor())
                                .put("original_max_position_embeddings", llama3.originalContext()));
    }

    private ObjectNode scaling(String type, double factor) {
        return root.putObject("rope_scaling").put("rope_type", type).put("factor", factor);
    }

    private void putWhatTheArchitectureHas() {
        switch (configuration.architecture()) {
            case LLAMA -> {
                root.put("attention_bias", configuration.attentionBias());
                root.put("mlp_bias", configuration.mlpBias());
            }
            case QWEN2 -> root.put("use_sliding_window", false);
            case MISTRAL -> root.putNull("sliding_window");
        }
    }

    private void putSpecialTokens() {
        SpecialTokens tokens = configuration.specialTokens();
        tokens.beginning().ifPresentOrElse(id -> root.put("bos_token_id", id), () -> root.putNull("bos_token_id"));
        putEnds(tokens.ends());
        tokens.padding().ifPresentOrElse(id -> root.put("pad_token_id", id), () -> root.putNull("pad_token_id"));
    }

    private void putEnds(List<Integer> ends) {
        switch (ends.size()) {
            case 0 -> root.putNull("eos_token_id");
            case 1 -> root.put("eos_token_id", ends.get(0));
            default -> ends.forEach(root.putArray("eos_token_id")::add);
        }
    }
}
