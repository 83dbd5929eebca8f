package io.retort.learning.huggingface;

import io.retort.learning.safetensors.ElementType;

/** The types weights are written in. */
public enum WeightType {
    F32(ElementType.F32, "float32"),
    /** The upper half of F32's bits, rounded to the nearest, ties to even. */
    BF16(ElementType.BF16, "bfloat16");

    private final ElementType elements;
    private final String torchName;

    WeightType(ElementType elements, String torchName) {
        this.elements = elements;
        this.torchName = torchName;
    }

    ElementType elements() {
        return elements;
    }

    /** PyTorch's name for it. */
    String torchName() {
        return torchName;
    }
}
