package io.retort.learning.huggingface;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of causal language model that can be computed. All are the Llama block; they differ in biases. */
public enum Architecture {
    /** Biases on all four attention projections or on none, and on all three of the feed-forward network or on none. */
    LLAMA("llama", "LlamaForCausalLM"),
    /** Biases on the query, key and value projections, nowhere else. */
    QWEN2("qwen2", "Qwen2ForCausalLM"),
    /** No biases. */
    MISTRAL("mistral", "MistralForCausalLM");

    private final String modelType;
    private final String className;

    Architecture(String modelType, String className) {
        this.modelType = modelType;
        this.className = className;
    }

    /** What {@code model_type} says. */
    public String modelType() {
        return modelType;
    }

    /** What {@code architectures} says. */
    public String className() {
        return className;
    }

    static Optional<Architecture> ofModelType(String modelType) {
        return Arrays.stream(values())
                .filter(architecture -> architecture.modelType.equals(modelType))
                .findFirst();
    }

    static String supported() {
        return Arrays.stream(values()).map(Architecture::modelType).collect(Collectors.joining(", "));
    }
}
