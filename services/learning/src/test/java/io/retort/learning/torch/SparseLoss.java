package io.retort.learning.torch;

import java.util.Arrays;

/** The losses of losses.py for one example, in plain double arithmetic and by their definitions, without their gradients. */
final class SparseLoss {

    private final int[] ids;
    private final double[] logProbabilities;
    private final double tail;

    SparseLoss(int[] ids, double[] logProbabilities, double tail) {
        this.ids = ids;
        this.logProbabilities = logProbabilities;
        this.tail = tail;
    }

    double forwardKl(double[] logits) {
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        double divergence = 0;
        double rest = 1;
        for (int i = 0; i < ids.length; i++) {
            double q = Math.exp(logits[ids[i]]) / sum;
            divergence += Math.exp(logProbabilities[i]) * (logProbabilities[i] - Math.log(q));
            rest -= q;
        }
        return tail == Double.NEGATIVE_INFINITY ? divergence : divergence + Math.exp(tail) * (tail - Math.log(rest));
    }

    double centredRegression(double[] logits) {
        double meanLogit =
                Arrays.stream(ids).mapToDouble(id -> logits[id]).average().orElseThrow();
        double meanTarget = Arrays.stream(logProbabilities).average().orElseThrow();
        double squares = 0;
        for (int i = 0; i < ids.length; i++) {
            double error = logits[ids[i]] - meanLogit - (logProbabilities[i] - meanTarget);
            squares += error * error;
        }
        return squares / 2;
    }

    int[] ids() {
        return ids;
    }

    double[] logProbabilities() {
        return logProbabilities;
    }

    double tail() {
        return tail;
    }
}
