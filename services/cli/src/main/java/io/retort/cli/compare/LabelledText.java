package io.retort.cli.compare;

import io.retort.schemas.label.Distribution;

/**
 * A text and its teacher's answer.
 *
 * @param label over the whole label space
 */
record LabelledText(String text, Distribution label) {

    @Override
    public String toString() {
        return "LabelledText[characters=" + text.length() + "]";
    }
}
