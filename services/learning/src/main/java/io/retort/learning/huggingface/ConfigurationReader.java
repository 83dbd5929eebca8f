package io.retort.learning.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads {@code config.json}. What is left out has the value that transformers' configuration classes give it. Keys that change
 * the forward pass in a way that is not computed here are refused; keys that do not change it are passed over.
 */
final class ConfigurationReader {

    static final String FILE = "config.json";

    /** Keys that may only be absent or null, and what they would mean. */
    private static final Map<String, String> UNSUPPORTED = Map.of(
            "quantization_config", "weights in F32, F16 or BF16",
            "compression_config", "weights in F32, F16 or BF16",
            "num_local_experts", "one feed-forward network in each layer",
            "num_experts", "one feed-forward network in each layer",
            "n_routed_experts", "one feed-forward network in each layer",
            "num_experts_per_tok", "one feed-forward network in each layer",
            "adapter_config", "weights with adapters merged into them");

    private final Path file;
    private final JsonFields fields;

    private ConfigurationReader(Path file, JsonFields fields) {
        this.file = file;
        this.fields = fields;
    }

    static ModelConfiguration read(Path file) throws IOException {
        try {
            return new ConfigurationReader(file, JsonFields.read(file)).configuration();
        } catch (IllegalArgumentException e) {
            throw new UnusableModelException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private ModelConfiguration configuration() throws IOException {
        Architecture architecture = architecture();
        requireComputable(architecture);
        int heads = fields.requiredInteger("num_attention_heads");
        int hidden = fields.requiredInteger("hidden_size");
        RopeReader rope = RopeReader.of(fields);
        int contextLength = fields.requiredInteger("max_position_embeddings");
        return new ModelConfiguration(
                architecture,
                fields.requiredInteger("vocab_size"),
                hidden,
                fields.requiredInteger("intermediate_size"),
                fields.requiredInteger("num_hidden_layers"),
                heads,
                keyValueHeads(architecture, heads),
                headSize(hidden, heads),
                fields.number("rms_norm_eps").orElse(1e-6),
                rope.theta(),
                rope.scaling(contextLength),
                contextLength,
                fields.truth("tie_word_embeddings"),
                architecture == Architecture.QWEN2 || fields.truth("attention_bias"),
                fields.truth("mlp_bias"),
                specialTokens(architecture));
    }

    private Architecture architecture() throws UnusableModelException {
        String modelType = fields.text("model_type").orElse("missing");
        Optional<Architecture> architecture = Architecture.ofModelType(modelType);
        if (architecture.isEmpty()) {
            throw fields.fault("model_type", modelType, Architecture.supported());
        }
        List<String> expected = List.of(architecture.get().className());
        List<String> architectures = fields.texts("architectures").orElse(expected);
        if (!architectures.equals(expected)) {
            throw fields.fault("architectures", architectures, expected + " for model_type " + modelType);
        }
        return architecture.get();
    }

    private void requireComputable(Architecture architecture) throws UnusableModelException {
        for (Map.Entry<String, String> unsupported : UNSUPPORTED.entrySet()) {
            Optional<JsonNode> value = fields.value(unsupported.getKey());
            if (value.isPresent()) {
                throw fields.fault(unsupported.getKey(), value.get(), unsupported.getValue());
            }
        }
        String activation = fields.text("hidden_act").orElse("silu");
        if (!activation.equals("silu")) {
            throw fields.fault("hidden_act", activation, "silu");
        }
        double rotated = fields.number("partial_rotary_factor").orElse(1.0);
        if (rotated != 1) {
            throw fields.fault("partial_rotary_factor", rotated, "1, all of a head rotated");
        }
        requireFullAttention(architecture);
    }

    private void requireFullAttention(Architecture architecture) throws UnusableModelException {
        for (String type : fields.texts("layer_types").orElse(List.of())) {
            if (!type.equals("full_attention")) {
                throw fields.fault("layer_types", "'" + type + "' in a layer", "full_attention");
            }
        }
        if (architecture == Architecture.QWEN2 && fields.truth("use_sliding_window")) {
            throw fields.fault("use_sliding_window", true, "false: attention over the whole context");
        }
        // Absent, it is 4,096 in transformers' class, so only a null says that there is none.
        if (architecture == Architecture.MISTRAL
                && (!fields.has("sliding_window")
                        || fields.value("sliding_window").isPresent())) {
            throw fields.fault(
                    "sliding_window",
                    fields.value("sliding_window").map(JsonNode::toString).orElse("missing, which means 4096"),
                    "null: attention over the whole context");
        }
    }

    private int keyValueHeads(Architecture architecture, int heads) throws UnusableModelException {
        // Llama's class takes as many as heads; the others have defaults of their own that no checkpoint relies on.
        if (architecture != Architecture.LLAMA && !fields.has("num_key_value_heads")) {
            throw new UnusableModelException(file, "no num_key_value_heads");
        }
        return fields.integer("num_key_value_heads").orElse(heads);
    }

    private int headSize(int hidden, int heads) throws UnusableModelException {
        OptionalInt size = fields.integer("head_dim");
        if (size.isEmpty() && (heads < 1 || hidden % heads != 0)) {
            throw fields.fault(
                    "num_attention_heads", heads, "a divisor of hidden_size " + hidden + ", or head_dim given");
        }
        return size.orElse(hidden / Math.max(1, heads));
    }

    private SpecialTokens specialTokens(Architecture architecture) throws UnusableModelException {
        boolean hasDefaults = architecture != Architecture.QWEN2;
        OptionalInt beginning =
                hasDefaults && !fields.has("bos_token_id") ? OptionalInt.of(1) : fields.integer("bos_token_id");
        List<Integer> ends = hasDefaults && !fields.has("eos_token_id")
                ? List.of(2)
                : fields.integers("eos_token_id").orElse(List.of());
        return new SpecialTokens(beginning, ends, padding());
    }

    // Some configurations write -1 for "none".
    private OptionalInt padding() throws UnusableModelException {
        OptionalInt padding = fields.integer("pad_token_id");
        return padding.isPresent() && padding.getAsInt() == -1 ? OptionalInt.empty() : padding;
    }
}
