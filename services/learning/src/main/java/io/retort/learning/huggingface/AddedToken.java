package io.retort.learning.huggingface;

/**
 * A token that is found in a text before anything else is done with it.
 *
 * @param id in the vocabulary
 * @param content its text
 * @param special whether it steers the model, and so is no part of what is said
 */
record AddedToken(int id, String content, boolean special) {}
