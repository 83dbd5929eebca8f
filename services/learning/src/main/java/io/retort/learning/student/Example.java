package io.retort.learning.student;

import io.retort.schemas.label.Distribution;
import java.util.List;

/**
 * One soft label as a student learns from it, decoded and checked.
 *
 * @param text what the student reads, never empty
 * @param temperature the softmax temperature of the targets, above 0
 * @param targets one distribution a position, at least one; exactly one where the label space is a set of classes
 */
public record Example(String text, float temperature, List<Distribution> targets) {

    public Example {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("an example without a target; allowed: at least one position");
        }
        targets = List.copyOf(targets);
    }

    /** Leaves the text out: examples end up in messages and logs. */
    @Override
    public String toString() {
        return "Example[characters=" + text.length() + ", positions=" + targets.size() + "]";
    }
}
