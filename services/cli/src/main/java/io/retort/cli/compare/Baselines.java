package io.retort.cli.compare;

import java.util.List;

/** What no learning at all achieves. */
final class Baselines {

    private Baselines() {}

    /** The share of the class the teacher says most often: no constant answer agrees more. */
    static double majority(List<LabelledText> labelled, int classes) {
        int[] counts = new int[classes];
        int most = 0;
        for (LabelledText one : labelled) {
            most = Math.max(most, ++counts[one.label().mostLikely()]);
        }
        return (double) most / labelled.size();
    }
}
