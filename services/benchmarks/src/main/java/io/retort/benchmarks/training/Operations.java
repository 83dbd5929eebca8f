package io.retort.benchmarks.training;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.student.Example;
import java.util.List;

/** Floating-point operations that learning cannot do without: products of matrices, forward once and backward twice. */
final class Operations {

    private static final int A_MULTIPLICATION_AND_AN_ADDITION = 2;
    private static final int FORWARD_AND_BACKWARD = 3;

    private Operations() {}

    /** Of one pass over the examples: attention on what comes before, the head on labelled positions alone. */
    static double of(ModelConfiguration model, List<Example> examples) {
        double products = 0;
        for (Example example : examples) {
            double tokens = example.tokens().ids().length;
            // Scores and mixed values, of each token with half the document on average.
            double attention = tokens * tokens * model.heads() * model.headSize();
            products += model.layers() * (tokens * layer(model) + attention)
                    + (double) example.tokens().positions() * model.vocabularySize() * model.hiddenSize();
        }
        return products * A_MULTIPLICATION_AND_AN_ADDITION * FORWARD_AND_BACKWARD;
    }

    /** Weights of a layer that a token meets. */
    private static double layer(ModelConfiguration model) {
        double queries = (double) model.heads() * model.headSize();
        double keys = (double) model.keyValueHeads() * model.headSize();
        return model.hiddenSize() * (2 * queries + 2 * keys + 3.0 * model.intermediateSize());
    }
}
