package io.retort.learning.language;

/** The numbers that src/test/python/language_fixtures.py fills models with. */
public final class Formula {

    private Formula() {}

    /** Number {@code index} of a stream, in [-1, 1): the finaliser of MurmurHash3 over a counter. */
    public static double uniform(long index, int stream) {
        int x = (int) (index + stream * 1_000_003L + 1);
        x ^= x >>> 16;
        x *= 0x85EBCA6B;
        x ^= x >>> 13;
        x *= 0xC2B2AE35;
        x ^= x >>> 16;
        return (x >>> 8) / (double) (1 << 23) - 1;
    }

    /** Tokens below a vocabulary's size. */
    public static int[] tokens(int count, int stream, int vocabularySize) {
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++) {
            tokens[i] = (int) Math.floor((uniform(i, stream) + 1) / 2 * vocabularySize);
        }
        return tokens;
    }

    /** A parameter's numbers in float32. */
    public static float[] weights(String name, int stream, long[] shape, double lastNorm) {
        float[] values = new float[Math.toIntExact(shape.length == 1 ? shape[0] : shape[0] * shape[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) weight(name, uniform(i, stream), shape, lastNorm);
        }
        return values;
    }

    private static double weight(String name, double uniform, long[] shape, double lastNorm) {
        if (name.equals("model.norm.weight")) {
            return lastNorm * (1 + 0.25 * uniform);
        }
        if (name.endsWith("norm.weight")) {
            return 1 + 0.25 * uniform;
        }
        if (shape.length == 1) {
            return 0.5 * uniform;
        }
        return name.contains("embed_tokens") ? uniform : uniform * 3.0 / Math.sqrt(shape[1]);
    }
}
