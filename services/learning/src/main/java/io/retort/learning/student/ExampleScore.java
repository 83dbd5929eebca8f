package io.retort.learning.student;

/**
 * How a student did on one example.
 *
 * @param loss forward KL divergence from the teacher's distribution, in nats a position, at least 0 up to rounding
 * @param agrees whether the student's most likely entry is the teacher's, at the majority of positions
 */
public record ExampleScore(double loss, boolean agrees) {}
