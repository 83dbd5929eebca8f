package io.retort.benchmarks;

import io.retort.schemas.label.Distribution;

/**
 * A text and its teacher's answer.
 *
 * @param text never empty
 * @param label over all classes
 */
public record LabelledText(String text, Distribution label) {

    /** The class the teacher finds most likely. */
    public int mostLikely() {
        return label.mostLikely();
    }
}
