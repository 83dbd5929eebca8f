package io.retort.trainer.learner;

import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.ExampleScore.TokenMeans;
import io.retort.schemas.record.PrequentialWindow;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.TokenScores;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prequential figures over the newest steps that together hold at least {@value #ENOUGH} labels or, where a label is one
 * distribution a token, so many of these.
 */
public final class PrequentialFigures {

    static final int ENOUGH = 2_000;

    /**
     * What one step adds.
     *
     * @param learned labels
     * @param novel labels whose input was new
     * @param positions in those
     * @param loss mean over those positions, in nats
     * @param agreed how many of those positions the student had right
     * @param tokens further means over those positions, where they are tokens
     */
    public record Contribution(
            int learned,
            int novel,
            int positions,
            double loss,
            int agreed,
            @Nullable TokenMeans tokens) {

        static Contribution of(Step step) {
            TokenScores tokens = step.getNovelTokens();
            return new Contribution(
                    step.getLearned(),
                    step.getNovel(),
                    step.getNovelPositions(),
                    step.getNovelLoss(),
                    step.getNovelAgreed(),
                    tokens == null ? null : new TokenMeans(tokens.getCrossEntropy(), tokens.getAcceptance()));
        }

        /** Labels, those whose input is not new included; or positions where there are more. */
        int size() {
            return Math.max(learned, positions);
        }

        ExampleScore asScore() {
            return new ExampleScore(positions, loss, agreed, Optional.empty(), Optional.ofNullable(tokens));
        }
    }

    private final Deque<Contribution> contributions = new ArrayDeque<>();
    private int learned;
    private int size;

    void add(Contribution contribution) {
        contributions.addLast(contribution);
        learned += contribution.learned();
        size += contribution.size();
        while (size - contributions.getFirst().size() >= ENOUGH) {
            Contribution oldest = contributions.removeFirst();
            learned -= oldest.learned();
            size -= oldest.size();
        }
    }

    List<Contribution> contributions() {
        return List.copyOf(contributions);
    }

    /** Summed in order from the contributions held, so that a restored window gives the same bits. */
    public PrequentialWindow window() {
        ScoreSums sums = new ScoreSums();
        long novel = 0;
        for (Contribution contribution : contributions) {
            novel += contribution.novel();
            sums.add(contribution.asScore());
        }
        long positions = sums.positions();
        return new PrequentialWindow(
                novel,
                sums.loss(),
                positions == 0 ? 0 : (double) sums.agreed() / positions,
                learned == 0 ? 0 : 1 - (double) novel / learned,
                positions,
                sums.tokens());
    }
}
