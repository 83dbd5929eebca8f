package io.retort.trainer.learner;

import io.retort.schemas.record.PrequentialWindow;
import io.retort.schemas.record.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Prequential figures over the newest steps that together hold at least {@value #LABELS} labels. */
public final class PrequentialFigures {

    static final int LABELS = 2_000;

    /**
     * What one step adds.
     *
     * @param learned labels
     * @param novel labels whose input was new
     * @param novelLoss mean loss over those, in nats a position
     * @param novelAgreed how many of those the student had right
     */
    public record Contribution(int learned, int novel, double novelLoss, int novelAgreed) {

        static Contribution of(Step step) {
            return new Contribution(step.getLearned(), step.getNovel(), step.getNovelLoss(), step.getNovelAgreed());
        }
    }

    private final Deque<Contribution> contributions = new ArrayDeque<>();
    private int learned;

    void add(Contribution contribution) {
        contributions.addLast(contribution);
        learned += contribution.learned();
        while (learned - contributions.getFirst().learned() >= LABELS) {
            learned -= contributions.removeFirst().learned();
        }
    }

    List<Contribution> contributions() {
        return List.copyOf(contributions);
    }

    /** Summed in order from the contributions held, so that a restored window gives the same bits. */
    public PrequentialWindow window() {
        long novel = 0;
        long agreed = 0;
        double loss = 0;
        for (Contribution contribution : contributions) {
            novel += contribution.novel();
            agreed += contribution.novelAgreed();
            loss += contribution.novelLoss() * contribution.novel();
        }
        return new PrequentialWindow(
                novel,
                novel == 0 ? 0 : loss / novel,
                novel == 0 ? 0 : (double) agreed / novel,
                learned == 0 ? 0 : 1 - (double) novel / learned);
    }
}
