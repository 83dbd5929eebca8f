package io.retort.learning.huggingface;

import java.util.SplittableRandom;

/** Draws from the normal distribution of mean 0 and deviation 1, by the polar method; two at a time. */
final class Gaussian {

    private final SplittableRandom random;
    private double second;
    private boolean hasSecond;

    Gaussian(SplittableRandom random) {
        this.random = random;
    }

    double next() {
        hasSecond = !hasSecond;
        return hasSecond ? drawTwo() : second;
    }

    private double drawTwo() {
        double x;
        double y;
        double square;
        do {
            x = 2 * random.nextDouble() - 1;
            y = 2 * random.nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        second = y * scale;
        return x * scale;
    }
}
