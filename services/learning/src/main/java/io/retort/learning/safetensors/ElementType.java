package io.retort.learning.safetensors;

/** The element types in use here, by the names they have in a file. */
public enum ElementType {
    F32(Float.BYTES),
    F16(Short.BYTES),
    BF16(Short.BYTES),
    I64(Long.BYTES);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Width of one element. */
    public int bytes() {
        return bytes;
    }
}
