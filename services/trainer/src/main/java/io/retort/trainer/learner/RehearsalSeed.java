package io.retort.trainer.learner;

import java.util.SplittableRandom;

/** Which labels a live step rehearses: a function of the trainer's seed and the step, journalled with the step. */
final class RehearsalSeed {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private RehearsalSeed() {}

    static long of(long seed, long step) {
        return new SplittableRandom(seed + step * GOLDEN).nextLong();
    }
}
