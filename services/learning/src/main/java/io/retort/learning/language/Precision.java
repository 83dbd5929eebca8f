package io.retort.learning.language;

import io.retort.learning.torch.TorchSources;

/** In what type, and by which library, a model's matrix products are done. Each gives other bits. */
public enum Precision {
    /** float32 as libtorch does it by default; also whatever other type the weights have. Everywhere available. */
    FLOAT32("products_plain.py", 1),
    /** float32 by oneDNN. */
    FLOAT32_ONEDNN("products_onednn.py", Precision.ONEDNN_ROWS),
    /** Operands rounded to bfloat16, sums in float32: 8 bits of mantissa in what goes in and comes out. */
    BFLOAT16("products_bfloat16.py", Precision.ONEDNN_ROWS);

    // It compiles a product for every new number of rows, which for a small model takes longer than many products.
    private static final int ONEDNN_ROWS = 64;

    private final String file;
    private final int rows;

    Precision(String file, int rows) {
        this.file = file;
        this.rows = rows;
    }

    /** What numbers of rows that differ from batch to batch should be multiples of. */
    public int rows() {
        return rows;
    }

    /** The TorchScript functions {@code narrow} and {@code linear}. A module with those of an absent library does not load. */
    String source() {
        return TorchSources.read(Precision.class, file);
    }
}
