package io.retort.learning.torch;

import java.util.Arrays;

/** The losses of losses.py for one example, in plain double arithmetic and by their definitions, without their gradients. */
public final class SparseLoss {

    private final int[] ids;
    private final double[] logProbabilities;
    private final double tail;

    public SparseLoss(int[] ids, double[] logProbabilities, double tail) {
        this.ids = ids;
        this.logProbabilities = logProbabilities;
        this.tail = tail;
    }

    public double forwardKl(double[] logits) {
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

    /** The tail counts as one bucket; the teacher's mass in it is at least e^-64. */
    public double reverseKl(double[] logits) {
        double[] q = buckets(logits);
        double divergence = 0;
        for (int b = 0; b < q.length; b++) {
            double logP = b < ids.length ? logProbabilities[b] : Math.max(tail, -64);
            divergence += q[b] > 0 ? q[b] * (Math.log(q[b]) - logP) : 0;
        }
        return divergence;
    }

    /** beta KL(p || m) + (1 - beta) KL(q || m) with m = beta p + (1 - beta) q. */
    public double jensenShannon(double[] logits, double beta) {
        double[] q = buckets(logits);
        double divergence = 0;
        for (int b = 0; b < q.length; b++) {
            double p = Math.exp(b < ids.length ? logProbabilities[b] : tail);
            double m = beta * p + (1 - beta) * q[b];
            divergence += p > 0 ? beta * p * Math.log(p / m) : 0;
            divergence += q[b] > 0 ? (1 - beta) * q[b] * Math.log(q[b] / m) : 0;
        }
        return divergence;
    }

    /** Of the sum over buckets of min(p, q). */
    public double acceptance(double[] logits) {
        double[] q = buckets(logits);
        double sum = 0;
        for (int b = 0; b < q.length; b++) {
            sum += Math.min(q[b], Math.exp(b < ids.length ? logProbabilities[b] : tail));
        }
        return sum;
    }

    /** The student's probabilities of the support and of all else. */
    private double[] buckets(double[] logits) {
        double[] q = new double[ids.length + 1];
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        boolean[] kept = new boolean[logits.length];
        for (int i = 0; i < ids.length; i++) {
            q[i] = Math.exp(logits[ids[i]]) / sum;
            kept[ids[i]] = true;
        }
        for (int i = 0; i < logits.length; i++) {
            q[ids.length] += kept[i] ? 0 : Math.exp(logits[i]) / sum;
        }
        return q;
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

    public int[] ids() {
        return ids;
    }

    public double[] logProbabilities() {
        return logProbabilities;
    }

    public double tail() {
        return tail;
    }
}
