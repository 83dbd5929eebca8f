package io.retort.benchmarks.codec;

import io.retort.learning.student.TokenSequence;

/**
 * A prompt with the answer its teacher wrote.
 *
 * @param promptId seeds what is drawn
 * @param tokens both, of which the answer's are labelled
 */
record Answer(String promptId, TokenSequence tokens) {}
