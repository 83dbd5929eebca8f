package io.retort.trainer.label;

import io.retort.learning.student.Example;
import java.time.Instant;

/**
 * A label that fits the student.
 *
 * @param example what is learned
 * @param input the first 64 bits of the hash of what the teacher read: the same text, the same number
 * @param grant the terms it comes under; empty where it names none
 * @param promptArrivedAt when its prompt arrived
 */
public record AcceptedLabel(Example example, long input, String grant, Instant promptArrivedAt) {}
