package io.retort.learning.student;

import io.retort.schemas.record.LabelSpaceReference;
import java.util.SortedMap;

/**
 * What a student is.
 *
 * @param kind such as {@code text-classifier}
 * @param labelSpace the label space its outputs stand for
 * @param parameters how many numbers it learns
 * @param settings what decides its arithmetic, by name; journalled with each segment
 */
public record StudentDescription(
        String kind, LabelSpaceReference labelSpace, long parameters, SortedMap<String, String> settings) {}
