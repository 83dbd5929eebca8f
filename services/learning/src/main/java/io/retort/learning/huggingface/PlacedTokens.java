package io.retort.learning.huggingface;

/**
 * Tokens and where in the text each stands.
 *
 * @param ids of the tokens
 * @param begins of each, an index of a char of the text
 * @param ends behind each; tokens that are parts of one character share its place
 */
record PlacedTokens(int[] ids, int[] begins, int[] ends) {}
