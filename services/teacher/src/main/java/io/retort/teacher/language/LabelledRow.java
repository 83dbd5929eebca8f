package io.retort.teacher.language;

import io.retort.schemas.label.DrawSeed;

/**
 * A position of a label.
 *
 * @param position from 0, in its label
 */
record LabelledRow(DrawSeed seed, int position) {}
