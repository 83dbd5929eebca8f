package io.retort.learning.safetensors;

import java.util.List;

/**
 * Where a tensor lies in its file.
 *
 * @param type of its elements
 * @param shape empty for a single number
 * @param begin first byte, counted from the end of the header
 * @param end behind the last byte
 */
record TensorEntry(ElementType type, List<Long> shape, long begin, long end) {

    long bytes() {
        return end - begin;
    }
}
