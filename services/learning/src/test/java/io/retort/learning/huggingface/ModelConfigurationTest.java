package io.retort.learning.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelConfigurationTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String SIZES = """
            "vocab_size": 50, "hidden_size": 12, "intermediate_size": 20, "num_hidden_layers": 1, "num_attention_heads": 3,
            "max_position_embeddings": 128""";
    private static final String LLAMA = "{\"model_type\": \"llama\", " + SIZES + "}";
    private static final String QWEN2 = "{\"model_type\": \"qwen2\", \"num_key_value_heads\": 1, " + SIZES + "}";
    private static final String MISTRAL =
            "{\"model_type\": \"mistral\", \"sliding_window\": null, \"num_key_value_heads\": 1, " + SIZES + "}";

    @TempDir
    Path directory;

    @Test
    void shouldGiveWhatIsLeftOutTheValuesOfTransformersClass() throws IOException {
        assertThat(read(LLAMA))
                .isEqualTo(new ModelConfiguration(
                        Architecture.LLAMA,
                        50,
                        12,
                        20,
                        1,
                        3,
                        3,
                        4,
                        1e-6,
                        10_000,
                        new RopeScaling.None(),
                        128,
                        false,
                        false,
                        false,
                        new SpecialTokens(OptionalInt.of(1), List.of(2), OptionalInt.empty())));
        assertThat(read(QWEN2).specialTokens())
                .isEqualTo(new SpecialTokens(OptionalInt.empty(), List.of(), OptionalInt.empty()));
    }

    @Test
    void shouldListParametersOfAnUntiedLlamaWithBiasesInTheirOneOrder() throws IOException {
        ModelConfiguration configuration = read(with(LLAMA, """
                {"num_key_value_heads": 1, "head_dim": 6, "attention_bias": true, "mlp_bias": true}"""));

        assertThat(configuration.tensorSpecifications())
                .extracting(tensor -> tensor.name() + tensor.shape())
                .containsExactly(
                        "model.embed_tokens.weight[50, 12]",
                        "model.layers.0.input_layernorm.weight[12]",
                        "model.layers.0.self_attn.q_proj.weight[18, 12]",
                        "model.layers.0.self_attn.q_proj.bias[18]",
                        "model.layers.0.self_attn.k_proj.weight[6, 12]",
                        "model.layers.0.self_attn.k_proj.bias[6]",
                        "model.layers.0.self_attn.v_proj.weight[6, 12]",
                        "model.layers.0.self_attn.v_proj.bias[6]",
                        "model.layers.0.self_attn.o_proj.weight[12, 18]",
                        "model.layers.0.self_attn.o_proj.bias[12]",
                        "model.layers.0.post_attention_layernorm.weight[12]",
                        "model.layers.0.mlp.gate_proj.weight[20, 12]",
                        "model.layers.0.mlp.gate_proj.bias[20]",
                        "model.layers.0.mlp.up_proj.weight[20, 12]",
                        "model.layers.0.mlp.up_proj.bias[20]",
                        "model.layers.0.mlp.down_proj.weight[12, 20]",
                        "model.layers.0.mlp.down_proj.bias[12]",
                        "model.norm.weight[12]",
                        "lm_head.weight[50, 12]");
    }

    @Test
    void shouldGiveEachArchitectureItsBiases() throws IOException {
        assertThat(biases(QWEN2))
                .containsExactly(
                        "model.layers.0.self_attn.q_proj.bias",
                        "model.layers.0.self_attn.k_proj.bias",
                        "model.layers.0.self_attn.v_proj.bias");
        assertThat(biases(MISTRAL)).isEmpty();
        assertThat(biases(LLAMA)).isEmpty();
    }

    @Test
    void shouldLeaveOutATiedHead() throws IOException {
        ModelConfiguration tied = read(with(LLAMA, "{\"tie_word_embeddings\": true}"));

        assertThat(tied.tensorSpecifications())
                .extracting(TensorSpecification::name)
                .doesNotContain("lm_head.weight")
                .endsWith("model.norm.weight");
        assertThat(tied.parameters()).isEqualTo(50 * 12 + 4 * 12 * 12 + 3 * 12 * 20 + 3 * 12);
    }

    static Stream<Arguments> ropeSettings() {
        return Stream.of(
                arguments("{\"rope_theta\": 5e5, \"rope_scaling\": null}", 5e5, new RopeScaling.None()),
                arguments("{\"rope_scaling\": {\"type\": \"linear\", \"factor\": 4}}", 1e4, new RopeScaling.Linear(4)),
                arguments(
                        "{\"rope_theta\": 3e4, \"rope_parameters\": {\"rope_type\": \"linear\", \"factor\": 2.5, \"rope_theta\": 7e4}}",
                        7e4,
                        new RopeScaling.Linear(2.5)),
                arguments(
                        "{\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 6e4}}",
                        6e4,
                        new RopeScaling.None()),
                arguments(
                        "{\"rope_theta\": 3e4, \"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8, \"low_freq_factor\": 1,"
                                + " \"high_freq_factor\": 4, \"original_max_position_embeddings\": 64}}",
                        3e4,
                        new RopeScaling.Llama3(8, 1, 4, 64)),
                arguments(
                        "{\"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8, \"low_freq_factor\": 1, \"high_freq_factor\": 4}}",
                        1e4,
                        new RopeScaling.Llama3(8, 1, 4, 128)));
    }

    @ParameterizedTest
    @MethodSource("ropeSettings")
    void shouldReadTheRotaryEmbeddingInBothSpellings(String settings, double theta, RopeScaling scaling)
            throws IOException {
        ModelConfiguration configuration = read(with(LLAMA, settings));

        assertThat(configuration.ropeTheta()).isEqualTo(theta);
        assertThat(configuration.ropeScaling()).isEqualTo(scaling);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(LLAMA, "{\"model_type\": \"gpt2\"}", "model_type is gpt2; allowed: llama, qwen2, mistral"),
                arguments(LLAMA, "{\"model_type\": null}", "model_type is missing; allowed: llama, qwen2, mistral"),
                arguments(
                        LLAMA,
                        "{\"architectures\": [\"LlamaForSequenceClassification\"]}",
                        "architectures is [LlamaForSequenceClassification]; allowed: [LlamaForCausalLM]"),
                arguments(
                        LLAMA,
                        "{\"quantization_config\": {\"bits\": 4}}",
                        "quantization_config is {\"bits\":4}; allowed: weights in F32, F16 or BF16"),
                arguments(
                        LLAMA,
                        "{\"num_local_experts\": 8}",
                        "num_local_experts is 8; allowed: one feed-forward network"),
                arguments(LLAMA, "{\"hidden_act\": \"gelu\"}", "hidden_act is gelu; allowed: silu"),
                arguments(LLAMA, "{\"partial_rotary_factor\": 0.5}", "partial_rotary_factor is 0.5; allowed: 1"),
                arguments(
                        LLAMA,
                        "{\"rope_parameters\": {\"partial_rotary_factor\": 0.5}}",
                        "partial_rotary_factor is 0.5"),
                arguments(
                        LLAMA,
                        "{\"rope_scaling\": {\"rope_type\": \"yarn\", \"factor\": 2}}",
                        "rope_type is 'yarn'; allowed: default, linear, llama3"),
                arguments(
                        LLAMA, "{\"rope_scaling\": {\"type\": \"dynamic\", \"factor\": 2}}", "rope_type is 'dynamic'"),
                arguments(LLAMA, "{\"rope_scaling\": {\"type\": \"longrope\"}}", "rope_type is 'longrope'"),
                arguments(LLAMA, "{\"rope_scaling\": {\"type\": \"linear\"}}", "no factor"),
                arguments(
                        LLAMA,
                        "{\"rope_scaling\": {\"type\": \"linear\", \"factor\": 0.5}}",
                        "rope factor 0.5; allowed: a number of at least 1"),
                arguments(
                        LLAMA,
                        "{\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2, \"beta_fast\": 3}}",
                        "a key of the rotary embedding is beta_fast"),
                arguments(
                        LLAMA,
                        "{\"rope_scaling\": {\"type\": \"llama3\", \"factor\": 2, \"low_freq_factor\": 4, \"high_freq_factor\": 4}}",
                        "low_freq_factor 4.0 and high_freq_factor 4.0"),
                arguments(LLAMA, "{\"num_key_value_heads\": 2}", "num_key_value_heads is 2; allowed: a divisor of 3"),
                arguments(
                        LLAMA,
                        "{\"num_attention_heads\": 5}",
                        "num_attention_heads is 5; allowed: a divisor of hidden_size 12"),
                arguments(LLAMA, "{\"num_attention_heads\": 0}", "num_attention_heads is 0"),
                arguments(LLAMA, "{\"head_dim\": 3}", "head_dim is 3; allowed: an even number"),
                arguments(
                        LLAMA,
                        "{\"num_hidden_layers\": 2147483647}",
                        "num_hidden_layers is 2147483647; allowed: 1 to 1024"),
                arguments(LLAMA, "{\"vocab_size\": -50}", "vocab_size is -50; allowed: 1 to 16777216"),
                arguments(
                        LLAMA,
                        "{\"vocab_size\": 5000000000}",
                        "vocab_size is 5000000000; allowed: an integer below 2^31"),
                arguments(LLAMA, "{\"vocab_size\": null}", "no vocab_size"),
                arguments(LLAMA, "{\"rms_norm_eps\": 0}", "rms_norm_eps is 0.0; allowed: a number above 0 and below 1"),
                arguments(LLAMA, "{\"rope_theta\": \"1e4\"}", "rope_theta is \"1e4\"; allowed: a number"),
                arguments(LLAMA, "{\"eos_token_id\": [2, 50]}", "a special token's id is 50; allowed: 0 to 49"),
                arguments(LLAMA, "{\"tie_word_embeddings\": 1}", "tie_word_embeddings is 1; allowed: true or false"),
                arguments(
                        LLAMA,
                        "{\"layer_types\": [\"sliding_attention\"]}",
                        "layer_types is 'sliding_attention' in a layer; allowed: full_attention"),
                arguments(QWEN2, "{\"use_sliding_window\": true}", "use_sliding_window is true; allowed: false"),
                arguments(QWEN2, "{\"mlp_bias\": true}", "mlp_bias is true; allowed: false except for llama"),
                arguments(MISTRAL, "{\"sliding_window\": 4096}", "sliding_window is 4096; allowed: null"),
                arguments(MISTRAL, "{\"attention_bias\": true}", "attention_bias is true; allowed: false for mistral"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuseByNameWhatCannotBeComputed(String base, String change, String fault) throws IOException {
        String json = with(base, change);

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageStartingWith(directory.resolve("config.json") + ": " + fault);
    }

    @Test
    void shouldRefuseAMissingFileAndWhatIsNoObject() throws IOException {
        assertThatThrownBy(() -> ModelConfiguration.read(directory))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageEndingWith("config.json: missing");
        assertThatThrownBy(() -> read("[]")).hasMessageEndingWith("no JSON object");
        assertThatThrownBy(() -> read("{\"model_type\": \"llama\",")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> read("{\"a\": 1, \"a\": 2}")).hasMessageContaining("not JSON: Duplicate field 'a'");
    }

    // Absent, a sliding window of 4,096 is what transformers' class takes.
    @Test
    void shouldRefuseAMistralThatDoesNotSayItHasNoWindow() {
        assertThatThrownBy(() -> read(MISTRAL.replace("\"sliding_window\": null, ", "")))
                .hasMessageContaining("sliding_window is missing, which means 4096");
    }

    static Stream<String> varieties() throws IOException {
        String llama3 =
                "{\"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8, \"low_freq_factor\": 1, \"high_freq_factor\": 4,"
                        + " \"original_max_position_embeddings\": 64}, \"eos_token_id\": [2, 3], \"pad_token_id\": 0}";
        String linear =
                "{\"rope_scaling\": {\"type\": \"linear\", \"factor\": 4}, \"bos_token_id\": null, \"eos_token_id\": null,"
                        + " \"attention_bias\": true, \"mlp_bias\": true, \"tie_word_embeddings\": true, \"head_dim\": 8}";
        return Stream.of(LLAMA, with(LLAMA, llama3), with(LLAMA, linear), QWEN2, MISTRAL);
    }

    @ParameterizedTest
    @MethodSource("varieties")
    void shouldReadBackWhatItWrites(String json) throws IOException {
        ModelConfiguration configuration = read(json);
        Path written = Files.createDirectory(directory.resolve("written"));

        ConfigurationWriter.write(written, configuration, WeightType.BF16);

        assertThat(ModelConfiguration.read(written)).isEqualTo(configuration);
    }

    private ModelConfiguration read(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json);
        return ModelConfiguration.read(directory);
    }

    private List<String> biases(String json) throws IOException {
        return read(json).tensorSpecifications().stream()
                .map(TensorSpecification::name)
                .filter(name -> name.endsWith(".bias"))
                .toList();
    }

    private static String with(String base, String change) throws IOException {
        ObjectNode object = (ObjectNode) JSON.readTree(base);
        object.setAll((ObjectNode) JSON.readTree(change));
        return object.toString();
    }
}
