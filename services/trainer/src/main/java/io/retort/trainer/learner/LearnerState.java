package io.retort.trainer.learner;

import io.retort.schemas.record.Tile;
import io.retort.trainer.learner.PrequentialFigures.Contribution;
import java.util.List;

/**
 * What a learner holds beside its student, immutable.
 *
 * @param step training steps done
 * @param settings of the segment it is in
 * @param totals since the first student
 * @param prequential the steps in the figures' window, oldest first
 * @param window the tiles of the steps to rehearse from, oldest first
 * @param seenInputs hashes of inputs met, oldest first
 */
public record LearnerState(
        long step,
        SegmentSettings settings,
        LearnedTotals totals,
        List<Contribution> prequential,
        List<List<Tile>> window,
        long[] seenInputs) {

    public LearnerState {
        prequential = List.copyOf(prequential);
        window = List.copyOf(window);
    }

    /** Before anything is learned. */
    public static LearnerState first(SegmentSettings settings) {
        return new LearnerState(0, settings, LearnedTotals.none(), List.of(), List.of(), new long[0]);
    }
}
