package io.retort.learning.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * A sequence's keys and values in libtorch's memory, and the tokens that are to be added to them next: first the prompt, then one
 * at a time. Grows by half its length, and is freed when closed.
 */
final class CachedSequence implements AutoCloseable {

    private static final int BLOCK = 64;

    private final LanguageModel model;
    private final NDManager scope;
    private final int longest;
    private int[] next;
    private int filled;
    private int capacity;
    private NDArray cache;

    /** @param longest most tokens it will ever hold */
    CachedSequence(LanguageModel model, int[] prompt, int longest) {
        this.model = model;
        this.longest = longest;
        next = prompt.clone();
        scope = model.newScope();
        capacity = capacityFor(prompt.length);
        try (NDManager call = scope.newSubManager()) {
            cache = keep(model.callPlain("blank_cache", call, call.create((long) capacity))
                    .singletonOrThrow());
        }
    }

    /** The tokens whose keys and values are missing. */
    int[] next() {
        return next;
    }

    /** How many tokens' keys and values are there. */
    int filled() {
        return filled;
    }

    /** Says that the next tokens' keys and values are there now. */
    void advance() {
        filled += next.length;
        next = new int[0];
    }

    /** Adds a token behind those whose keys and values are there. */
    void append(int token) {
        next = new int[] {token};
    }

    /** Keys and values, with place for those of the next tokens. */
    NDArray cache() {
        int needed = filled + next.length;
        if (needed > capacity) {
            capacity = capacityFor(needed);
            try (NDManager call = scope.newSubManager();
                    NDArray outgrown = cache) {
                cache = keep(model.callPlain(
                                "grown_cache", call, outgrown, call.create((long) filled), call.create((long) capacity))
                        .singletonOrThrow());
            }
        }
        return cache;
    }

    @Override
    public void close() {
        scope.close();
    }

    private NDArray keep(NDArray array) {
        array.attach(scope);
        return array;
    }

    private int capacityFor(int tokens) {
        int generous = tokens + Math.max(BLOCK, tokens / 2);
        return Math.min(longest, (generous + BLOCK - 1) / BLOCK * BLOCK);
    }
}
