package io.retort.learning.student;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Support;
import java.util.List;

/**
 * One soft label as a student learns from it, decoded and checked.
 *
 * @param text what the student reads where the label space is a set of classes; empty where it reads tokens
 * @param tokens what it reads where the label space is a vocabulary
 * @param temperature the softmax temperature of the targets, above 0
 * @param support what the targets cover of the label space
 * @param targets one distribution a position: exactly one where the label space is a set of classes, one a labelled token
 *     otherwise; none with support TEXT, where the tokens themselves are the targets
 */
public record Example(
        String text, TokenSequence tokens, float temperature, Support support, List<Distribution> targets) {
    public Example {
        if (targets.isEmpty() && support != Support.TEXT) {
            throw new IllegalArgumentException("an example without a target; allowed: at least one position");
        }
        targets = List.copyOf(targets);
    }

    /** Of a label over classes. */
    public static Example ofClasses(String text, float temperature, Support support, Distribution target) {
        return new Example(text, TokenSequence.NONE, temperature, support, List.of(target));
    }

    /** Leaves text and tokens out: examples end up in messages and logs. */
    @Override
    public String toString() {
        return "Example[characters=" + text.length() + ", tokens=" + tokens.ids().length + ", positions="
                + targets.size() + "]";
    }
}
