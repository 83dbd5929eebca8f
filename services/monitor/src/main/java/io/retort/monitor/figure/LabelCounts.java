package io.retort.monitor.figure;

import io.retort.schemas.record.ClassCount;
import io.retort.schemas.record.LabelDistribution;
import io.retort.schemas.record.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many labels had which class most likely. */
final class LabelCounts {

    private LabelCounts() {}

    static List<LabelDistribution> add(List<LabelDistribution> a, List<LabelDistribution> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        Map<Sha256, Map<Integer, Long>> sums = new TreeMap<>();
        for (List<LabelDistribution> side : List.of(a, b)) {
            for (LabelDistribution distribution : side) {
                Map<Integer, Long> sum = sums.computeIfAbsent(distribution.getLabelSpace(), space -> new TreeMap<>());
                distribution.getClasses().forEach(count -> sum.merge(count.getId(), count.getLabels(), Long::sum));
            }
        }
        List<LabelDistribution> distributions = new ArrayList<>();
        sums.forEach((space, classes) -> distributions.add(new LabelDistribution(space, counts(classes))));
        return distributions;
    }

    private static List<ClassCount> counts(Map<Integer, Long> classes) {
        List<ClassCount> counts = new ArrayList<>(classes.size());
        classes.forEach((id, labels) -> counts.add(new ClassCount(id, labels)));
        return counts;
    }
}
