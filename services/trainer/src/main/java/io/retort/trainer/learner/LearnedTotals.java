package io.retort.trainer.learner;

import io.retort.trainer.label.AcceptedLabel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a student has learned from since its first state.
 *
 * @param labels learned from
 * @param positions in those: a distribution each
 * @param refused labels as they did not fit
 * @param grants labels by grant id; the empty id stands for labels without one
 * @param newestArrival of the prompts, in milliseconds since the epoch; 0 before the first
 */
public record LearnedTotals(long labels, long positions, long refused, Map<String, Long> grants, long newestArrival) {

    public LearnedTotals {
        grants = new TreeMap<>(grants);
    }

    static LearnedTotals none() {
        return new LearnedTotals(0, 0, 0, Map.of(), 0);
    }

    LearnedTotals plus(List<AcceptedLabel> accepted, int morePositions, int moreRefused) {
        Map<String, Long> more = new TreeMap<>(grants);
        long newest = newestArrival;
        for (AcceptedLabel label : accepted) {
            more.merge(label.grant(), 1L, Long::sum);
            newest = Math.max(newest, label.promptArrivedAt().toEpochMilli());
        }
        return new LearnedTotals(
                labels + accepted.size(), positions + morePositions, refused + moreRefused, more, newest);
    }
}
