package io.retort.learning.huggingface;

import java.util.function.Function;

/** How the rotary embedding's inverse frequencies are changed for contexts longer than those of pre-training. */
public sealed interface RopeScaling {

    <R> R match(Function<None, R> none, Function<Linear, R> linear, Function<Llama3, R> llama3);

    /** Not changed. */
    record None() implements RopeScaling {

        @Override
        public <R> R match(Function<None, R> none, Function<Linear, R> linear, Function<Llama3, R> llama3) {
            return none.apply(this);
        }
    }

    /**
     * Every inverse frequency divided by the factor, which is position interpolation (Chen et al. 2023, arXiv:2306.15595, eq. 4).
     *
     * @param factor at least 1
     */
    record Linear(double factor) implements RopeScaling {

        public Linear {
            requireFactor(factor);
        }

        @Override
        public <R> R match(Function<None, R> none, Function<Linear, R> linear, Function<Llama3, R> llama3) {
            return linear.apply(this);
        }
    }

    /**
     * Wavelengths above {@code originalContext / lowFrequencyFactor} stretched by the factor, those below
     * {@code originalContext / highFrequencyFactor} kept, those between blended: the scheme of Llama 3.1 (its reference
     * implementation, {@code apply_scaling}).
     *
     * @param factor at least 1
     * @param lowFrequencyFactor above 0
     * @param highFrequencyFactor above the low one
     * @param originalContext positions of pre-training, at least 1
     */
    record Llama3(double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalContext)
            implements RopeScaling {

        public Llama3 {
            requireFactor(factor);
            if (!(lowFrequencyFactor > 0)
                    || !(highFrequencyFactor > lowFrequencyFactor)
                    || highFrequencyFactor == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("low_freq_factor " + lowFrequencyFactor + " and high_freq_factor "
                        + highFrequencyFactor + "; allowed: both above 0, the second the greater");
            }
            if (originalContext < 1) {
                throw new IllegalArgumentException(
                        "original_max_position_embeddings is " + originalContext + "; allowed: at least 1");
            }
        }

        @Override
        public <R> R match(Function<None, R> none, Function<Linear, R> linear, Function<Llama3, R> llama3) {
            return llama3.apply(this);
        }
    }

    private static void requireFactor(double factor) {
        if (!(factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rope factor " + factor + "; allowed: a number of at least 1");
        }
    }
}
