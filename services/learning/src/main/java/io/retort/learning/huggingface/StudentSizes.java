package io.retort.learning.huggingface;

/**
 * What a new student is made of; its vocabulary and the tokens with a meaning are its teacher's. It is a Llama without biases.
 *
 * @param layers as {@link ModelConfiguration#layers}
 * @param hiddenSize a multiple of heads
 * @param heads as {@link ModelConfiguration#heads}
 * @param keyValueHeads as {@link ModelConfiguration#keyValueHeads}
 * @param intermediateSize as {@link ModelConfiguration#intermediateSize}
 * @param tiedEmbeddings whether the embedding is the head, too
 * @param ropeTheta as {@link ModelConfiguration#ropeTheta}
 * @param contextLength as {@link ModelConfiguration#contextLength}
 */
public record StudentSizes(
        int layers,
        int hiddenSize,
        int heads,
        int keyValueHeads,
        int intermediateSize,
        boolean tiedEmbeddings,
        double ropeTheta,
        int contextLength) {

    private static final double NORM_EPSILON = 1e-5;

    public StudentSizes {
        if (heads < 1 || hiddenSize % heads != 0) {
            throw new IllegalArgumentException(
                    "hidden size " + hiddenSize + " with " + heads + " heads; allowed: a multiple of the heads");
        }
    }

    /** @throws IllegalArgumentException if a size is not what a configuration allows */
    ModelConfiguration configuration(ModelConfiguration teacher) {
        return new ModelConfiguration(
                Architecture.LLAMA,
                teacher.vocabularySize(),
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                keyValueHeads,
                hiddenSize / heads,
                NORM_EPSILON,
                ropeTheta,
                new RopeScaling.None(),
                contextLength,
                tiedEmbeddings,
                false,
                false,
                teacher.specialTokens());
    }
}
