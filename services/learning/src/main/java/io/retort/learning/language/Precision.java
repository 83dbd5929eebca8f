package io.retort.learning.language;

import io.retort.learning.torch.TorchSources;

/** In what type, and by which library, a model's matrix products are done. Each gives other bits. */
public enum Precision {
    /** float32 as libtorch does it by default; also whatever other type the weights have. Everywhere available. */
    FLOAT32("products_plain.py"),
    /** float32 by oneDNN. */
    FLOAT32_ONEDNN("products_onednn.py"),
    /** Operands rounded to bfloat16, sums in float32: 8 bits of mantissa in what goes in and comes out. */
    BFLOAT16("products_bfloat16.py");

    private final String file;

    Precision(String file) {
        this.file = file;
    }

    /** The TorchScript functions {@code narrow} and {@code linear}. A module with those of an absent library does not load. */
    String source() {
        return TorchSources.read(Precision.class, file);
    }
}
