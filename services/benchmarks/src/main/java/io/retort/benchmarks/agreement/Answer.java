package io.retort.benchmarks.agreement;

/**
 * What a student said to one text.
 *
 * @param confidence probability of its most likely class
 * @param agrees whether that class is the teacher's
 */
record Answer(float confidence, boolean agrees) {}
