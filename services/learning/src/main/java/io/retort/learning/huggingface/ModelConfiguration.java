package io.retort.learning.huggingface;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What decides a causal language model's shape and forward pass, as {@code config.json} says it. The activation is SiLU,
 * normalisation is RMSNorm, positions are rotary, attention is causal over the whole context.
 *
 * @param architecture decides, with the two switches for biases, which parameters there are
 * @param vocabularySize rows of the embedding, 1 to 2^24; may be more than the tokenizer has tokens
 * @param hiddenSize width of the residual stream, 1 to 2^20
 * @param intermediateSize width within the feed-forward network, 1 to 2^20
 * @param layers 1 to 1,024
 * @param heads of queries, 1 to 4,096
 * @param keyValueHeads a divisor of heads
 * @param headSize width of one head, even, 2 to 4,096
 * @param normEpsilon added to the mean square in RMSNorm, above 0 and below 1
 * @param ropeTheta base of the rotary embedding's wavelengths, above 1
 * @param ropeScaling what is done to them
 * @param contextLength most positions the model is made for, 1 to 2^24
 * @param tiedEmbeddings whether the embedding is the head, too
 * @param attentionBias whether the query, key and value projections have biases, and where the architecture is LLAMA the output
 *     projection; always for QWEN2, never for MISTRAL
 * @param mlpBias whether the feed-forward network's projections have biases; LLAMA only
 * @param specialTokens their ids, each below the vocabulary's size
 */
public record ModelConfiguration(
        Architecture architecture,
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headSize,
        double normEpsilon,
        double ropeTheta,
        RopeScaling ropeScaling,
        int contextLength,
        boolean tiedEmbeddings,
        boolean attentionBias,
        boolean mlpBias,
        SpecialTokens specialTokens) {

    private static final int MOST_TOKENS = 1 << 24;
    private static final int WIDEST = 1 << 20;
    private static final int MOST_LAYERS = 1_024;
    private static final int MOST_HEADS = 4_096;

    public ModelConfiguration {
        requireWithin("vocab_size", vocabularySize, MOST_TOKENS);
        requireWithin("hidden_size", hiddenSize, WIDEST);
        requireWithin("intermediate_size", intermediateSize, WIDEST);
        requireWithin("num_hidden_layers", layers, MOST_LAYERS);
        requireWithin("num_attention_heads", heads, MOST_HEADS);
        requireWithin("max_position_embeddings", contextLength, MOST_TOKENS);
        require(
                keyValueHeads >= 1 && heads % keyValueHeads == 0,
                "num_key_value_heads",
                keyValueHeads,
                "a divisor of " + heads);
        require(
                headSize >= 2 && headSize <= MOST_HEADS && headSize % 2 == 0,
                "head_dim",
                headSize,
                "an even number from 2 to " + MOST_HEADS);
        require(normEpsilon > 0 && normEpsilon < 1, "rms_norm_eps", normEpsilon, "a number above 0 and below 1");
        require(ropeTheta > 1 && ropeTheta < Double.POSITIVE_INFINITY, "rope_theta", ropeTheta, "a number above 1");
        require(attentionBias || architecture != Architecture.QWEN2, "attention_bias", false, "true for qwen2");
        require(!attentionBias || architecture != Architecture.MISTRAL, "attention_bias", true, "false for mistral");
        require(!mlpBias || architecture == Architecture.LLAMA, "mlp_bias", true, "false except for llama");
        requireIdsBelow(vocabularySize, specialTokens);
    }

    /**
     * Reads and checks {@code config.json}.
     *
     * @throws io.retort.learning.student.UnusableModelException if it is missing, malformed, or of a model that cannot be computed
     */
    public static ModelConfiguration read(Path directory) throws IOException {
        return ConfigurationReader.read(directory.resolve(ConfigurationReader.FILE));
    }

    /**
     * Every parameter in the order that is used wherever parameters stand in a list: the embedding; for each layer its first norm,
     * the query, key, value and output projections, its second norm, the gate, up and down projections, each bias behind its
     * weight; the last norm; the head unless it is tied.
     */
    public List<TensorSpecification> tensorSpecifications() {
        return new TensorOrder(this).specifications();
    }

    /** The same but for the number of layers. */
    ModelConfiguration withLayers(int count) {
        return new ModelConfiguration(
                architecture,
                vocabularySize,
                hiddenSize,
                intermediateSize,
                count,
                heads,
                keyValueHeads,
                headSize,
                normEpsilon,
                ropeTheta,
                ropeScaling,
                contextLength,
                tiedEmbeddings,
                attentionBias,
                mlpBias,
                specialTokens);
    }

    /** Whether the attention's output projection has a bias. */
    public boolean outputBias() {
        return attentionBias && architecture == Architecture.LLAMA;
    }

    /** How many numbers all parameters hold together. */
    public long parameters() {
        return tensorSpecifications().stream()
                .mapToLong(TensorSpecification::elements)
                .sum();
    }

    private static void requireWithin(String key, int value, int greatest) {
        require(value >= 1 && value <= greatest, key, value, "1 to " + greatest);
    }

    private static void requireIdsBelow(int vocabularySize, SpecialTokens specialTokens) {
        specialTokens
                .ids()
                .forEach(id -> require(
                        id >= 0 && id < vocabularySize, "a special token's id", id, "0 to " + (vocabularySize - 1)));
    }

    private static void require(boolean holds, String key, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is " + value + "; allowed: " + allowed);
        }
    }
}
