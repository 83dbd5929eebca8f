package io.retort.learning.classifier;

import io.retort.learning.student.Example;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Support;
import java.util.List;
import java.util.Optional;

/** What keeps a text classifier from learning from a label. */
final class Misfit {

    private Misfit() {}

    static Optional<String> of(Example example, int classes) {
        Support support = example.support();
        float temperature = example.temperature();
        List<Distribution> targets = example.targets();
        if (support != Support.FULL && support != Support.TOP_K) {
            return Optional.of("support " + support + "; allowed: FULL, TOP_K");
        }
        if (!(temperature > 0 && temperature < Float.POSITIVE_INFINITY)) {
            return Optional.of("temperature " + temperature + "; allowed: a number above 0");
        }
        if (targets.size() != 1) {
            return Optional.of(targets.size() + " positions; allowed: 1");
        }
        return of(support, targets.get(0), classes);
    }

    private static Optional<String> of(Support support, Distribution target, int classes) {
        int[] ids = target.ids();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= classes || i > 0 && ids[i] <= ids[i - 1]) {
                return Optional.of("class id " + ids[i] + "; allowed: ascending ids from 0 to " + (classes - 1));
            }
            float logProbability = target.logProbabilities()[i];
            if (!(logProbability <= 0 && logProbability > Float.NEGATIVE_INFINITY)) {
                return Optional.of("log-probability " + logProbability + "; allowed: finite, at most 0");
            }
        }
        if (support == Support.FULL && ids.length != classes) {
            return Optional.of(ids.length + " classes with support FULL; allowed: " + classes);
        }
        boolean hasTail = target.tailLogMass() != Float.NEGATIVE_INFINITY;
        if (hasTail && (ids.length == classes || !(target.tailLogMass() <= 0))) {
            return Optional.of(
                    "tail log-mass " + target.tailLogMass() + " beside " + ids.length + " classes of " + classes);
        }
        return Optional.empty();
    }
}
