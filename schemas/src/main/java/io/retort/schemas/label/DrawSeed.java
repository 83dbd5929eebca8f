package io.retort.schemas.label;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The random numbers behind a prompt's sampled distributions: a function of the prompt's id, the same on every machine, so
 * that labelling again draws again what was drawn before.
 *
 * <p>Number n of a prompt is the 64-bit mix of Stafford's variant 13, as in Steele, Lea, Flood 2014, "Fast Splittable
 * Pseudorandom Number Generators", figure 14, of {@code s + (n + 1) 0x9E3779B97F4A7C15}, where s is made of the first eight
 * bytes of the SHA-256 of the prompt's id. Position i has the numbers 2i (its offset) and 2i + 1 (its witness).
 */
public final class DrawSeed {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long state;

    private DrawSeed(long state) {
        this.state = state;
    }

    public static DrawSeed ofPrompt(String promptId) {
        byte[] hash = Fingerprints.sha256().digest(promptId.getBytes(StandardCharsets.UTF_8));
        return new DrawSeed(ByteBuffer.wrap(hash).getLong());
    }

    /** Where the draws of a position start: u of 0 to below 1. Draw j of N is at {@code (u + j) / N}. */
    public double offset(int position) {
        return (number(2L * position) >>> 11) * 0x1p-53;
    }

    /**
     * Which of the draws of a position is its witness, counted from 0 in ascending order of their ids, each as often as it
     * was drawn.
     *
     * @param draws how many there are, at least 1
     */
    public int witness(int position, int draws) {
        return (int) (((number(2L * position + 1) >>> 32) * draws) >>> 32);
    }

    private long number(long n) {
        long mixed = state + (n + 1) * GOLDEN;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
