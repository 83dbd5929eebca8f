package io.retort.server.gate;

import io.retort.learning.label.LabelReading;
import io.retort.learning.student.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first labels of several partitions, each input once. A label's place is its time in the log, its partition and its
 * offset, whatever order the partitions are read in: so what is in the window is a function of the log.
 */
final class EvidenceWindow {

    private record Label(long timestamp, int partition, long offset, long input, Example example) {}

    private static final Comparator<Label> ORDER = Comparator.comparingLong(Label::timestamp)
            .thenComparingInt(Label::partition)
            .thenComparingLong(Label::offset);

    private final int size;
    private final Map<Integer, Map<Long, Label>> partitions = new HashMap<>();
    private final Set<Long> inputs = new HashSet<>();

    /** @param size labels wanted */
    EvidenceWindow(int size) {
        this.size = size;
    }

    /**
     * Takes the next label of its partition, unless the partition cannot add to the window any more.
     *
     * @param fit what the label is, and what tells its input from others
     */
    void take(int partition, long offset, long timestamp, LabelReading.Fit fit) {
        if (isOpen(partition)) {
            partitions
                    .computeIfAbsent(partition, first -> new HashMap<>())
                    .putIfAbsent(fit.input(), new Label(timestamp, partition, offset, fit.input(), fit.example()));
            inputs.add(fit.input());
        }
    }

    /** Whether later labels of a partition can still be among the first. */
    boolean isOpen(int partition) {
        return partitions.getOrDefault(partition, Map.of()).size() < size;
    }

    /** Inputs at hand, as far as they count. */
    int gathered() {
        return Math.min(size, inputs.size());
    }

    /** Whether there are enough; which they are is known once each open partition was read to where it ended at that time. */
    boolean hasEnough() {
        return inputs.size() >= size;
    }

    /** The first ones at hand, as many as are wanted. */
    List<Example> examples() {
        Set<Long> taken = new HashSet<>();
        List<Example> examples = new ArrayList<>();
        List<Label> labels = partitions.values().stream()
                .flatMap(labelsOfOne -> labelsOfOne.values().stream())
                .sorted(ORDER)
                .toList();
        for (Label label : labels) {
            if (examples.size() < size && taken.add(label.input())) {
                examples.add(label.example());
            }
        }
        return examples;
    }
}
