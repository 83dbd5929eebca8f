package io.retort.monitor.state;

import io.retort.schemas.record.LabelSpaceKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A student: what it learned, what of it is served.
 *
 * @param lag offsets of soft labels that its trainer has not committed; the markers of transactions count among them
 * @param labelSpace what its labels are over; null before that is known
 * @param live id of the checkpoint that is served
 * @param classes agreement by class over the newest windows, the most frequent first
 * @param confusions over the same windows, the most frequent first
 */
public record StudentState(
        String name,
        @Nullable LabelSpaceKind labelSpace,
        long lag,
        @Nullable String live,
        boolean held,
        List<StudentWindow> windows,
        List<ClassAgreement> classes,
        List<Confusion> confusions,
        List<CheckpointMark> checkpoints,
        List<Decision> deployments,
        FreshnessState freshness) {

    /**
     * One window.
     *
     * @param labels learned from
     * @param positions distributions in those labels: one a label over classes, one a token of a language model's
     * @param loss prequential, of novel labels, in nats a position; null where there are none, or it has diverged
     * @param agreement of novel labels, 0 to 1; null where there are none
     * @param crossEntropy on the tokens of novel labels, in nats; null where there are none, or it has diverged
     * @param acceptance of the student's drafts on novel labels, 0 to 1; null where there are no tokens
     * @param repeats labels whose input it had seen before
     */
    public record StudentWindow(
            long start,
            long steps,
            long labels,
            long refused,
            long positions,
            @Nullable Double loss,
            @Nullable Double agreement,
            @Nullable Double crossEntropy,
            @Nullable Double acceptance,
            long repeats) {}

    /** @param labels whose most likely class it is, by the teacher */
    public record ClassAgreement(String name, long labels, double agreement) {}

    /** @param share of the teacher's labels of that class */
    public record Confusion(String teacher, String student, long labels, double share) {}

    /**
     * A checkpoint that was announced.
     *
     * @param loss prequential, before it; null where the student has diverged
     */
    public record CheckpointMark(
            String id, long step, long at, @Nullable Double loss, double agreement) {}

    /** A decision on what is served. */
    public record Decision(
            String id,
            long at,
            String action,
            @Nullable String checkpoint,
            @Nullable Long step,
            String decider,
            String reason,
            List<Comparison> comparisons) {}

    /** What a decision of the gate rests on. */
    public record Comparison(
            String prompts,
            String measure,
            int pairs,
            double live,
            double candidate,
            double worse,
            double bound,
            double margin,
            boolean passed) {}

    /**
     * From prompts' arrival to the promotion of the first checkpoint that learned from them.
     *
     * @param newest median of the newest promotion
     * @param p50 over the labels of all promotions in the history
     * @param p99 over the labels of all promotions in the history
     */
    public record FreshnessState(
            @Nullable Long newest,
            @Nullable Long p50,
            @Nullable Long p99,
            List<FreshnessSample> samples) {}

    /**
     * One promotion.
     *
     * @param at when it was decided
     * @param millis median over the labels it newly learned
     */
    public record FreshnessSample(long at, long millis) {}
}
