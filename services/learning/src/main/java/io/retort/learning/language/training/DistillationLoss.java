package io.retort.learning.language.training;

import io.retort.schemas.record.Support;
import java.util.Set;
import java.util.function.Function;

/** The divergence between the teacher's distribution and the student's that is learned. The formulas are in losses.py. */
public sealed interface DistillationLoss {

    <R> R match(
            Function<ForwardKl, R> forwardKl,
            Function<ReverseKl, R> reverseKl,
            Function<JensenShannon, R> jensenShannon);

    /** As settings and messages name it. */
    String name();

    /**
     * The supports a label may have for this loss to be computed from it without bias, or over its buckets. A loss that is not
     * linear in the teacher's probabilities has another expectation over draws than over what was drawn from.
     */
    default Set<Support> supports() {
        return match(
                forward -> Set.of(Support.FULL, Support.TOP_K, Support.SAMPLED, Support.TEXT),
                reverse -> Set.of(Support.FULL, Support.TOP_K, Support.TEXT),
                jensenShannon -> Set.of(Support.FULL, Support.TOP_K, Support.TEXT));
    }

    /**
     * {@code sum p log(p / q)}: the student covers all the teacher may say (Hinton, Vinyals, Dean 2015, "Distilling the Knowledge
     * in a Neural Network", eq. 1). From drawn tokens it is the draws' cross-entropy, whose gradient is unbiased (Anshumann et al.
     * 2025, "Sparse Logit Sampling", ACL, section 4).
     */
    record ForwardKl() implements DistillationLoss {
        @Override
        public <R> R match(
                Function<ForwardKl, R> forwardKl,
                Function<ReverseKl, R> reverseKl,
                Function<JensenShannon, R> jensenShannon) {
            return forwardKl.apply(this);
        }

        @Override
        public String name() {
            return "forward-kl";
        }
    }

    /** {@code sum q log(q / p)}: the student keeps to what the teacher is likely to say (Gu et al. 2024, "MiniLLM", eq. 1). */
    record ReverseKl() implements DistillationLoss {
        @Override
        public <R> R match(
                Function<ForwardKl, R> forwardKl,
                Function<ReverseKl, R> reverseKl,
                Function<JensenShannon, R> jensenShannon) {
            return reverseKl.apply(this);
        }

        @Override
        public String name() {
            return "reverse-kl";
        }
    }

    /**
     * {@code beta KL(p || m) + (1 - beta) KL(q || m)} with {@code m = beta p + (1 - beta) q} (Agarwal et al. 2024, "On-Policy
     * Distillation of Language Models", eq. 1).
     *
     * @param beta above 0 and below 1, where its gradient vanishes: there one of the other two losses is meant
     */
    record JensenShannon(float beta) implements DistillationLoss {
        public JensenShannon {
            if (!(beta > 0 && beta < 1)) {
                throw new IllegalArgumentException("beta is " + beta + "; allowed: above 0 and below 1");
            }
        }

        @Override
        public <R> R match(
                Function<ForwardKl, R> forwardKl,
                Function<ReverseKl, R> reverseKl,
                Function<JensenShannon, R> jensenShannon) {
            return jensenShannon.apply(this);
        }

        @Override
        public String name() {
            return "jensen-shannon";
        }
    }
}
