package io.retort.benchmarks;

/** Time since it was started. */
public final class Stopwatch {

    private final long start = System.nanoTime();

    private Stopwatch() {}

    public static Stopwatch start() {
        return new Stopwatch();
    }

    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** So many, for each second until now. */
    public double rate(long count) {
        return count / seconds();
    }
}
