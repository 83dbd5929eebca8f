package io.retort.schemas.label;

import java.util.List;

/** Checks distributions that were drawn and writes them, as {@link LabelDistributionCodec} describes. */
final class DrawsWriter {

    private static final double ENTROPY_TOLERANCE = 0.001; // of a teacher that adds in single precision

    private final int labelSpaceSize;
    private final IdLaw law;
    private final float mostEntropy;

    DrawsWriter(int labelSpaceSize) {
        if (labelSpaceSize < DrawsReader.LEAST_LABEL_SPACE) {
            throw refusal("a label space of " + labelSpaceSize + " entries", "at least 2 to draw from");
        }
        this.labelSpaceSize = labelSpaceSize;
        this.law = new IdLaw(labelSpaceSize);
        this.mostEntropy = (float) StrictMath.log(labelSpaceSize);
    }

    byte[] write(List<Distribution> distributions) {
        if (distributions.isEmpty()) {
            throw refusal("a label without a position", "at least one");
        }
        int number = drawsOf(distributions.get(0)).number();
        RangeEncoder encoder = new RangeEncoder();
        distributions.forEach(distribution -> write(distribution, number, encoder));
        byte[] coded = encoder.finish();
        PackedWriter bytes = new PackedWriter(3 + coded.length);
        bytes.unsignedByte(LabelDistributionCodec.VERSION);
        bytes.unsignedByte(LabelDistributionCodec.SAMPLED_CODE);
        bytes.unsignedByte(number);
        bytes.bytes(coded);
        return bytes.toByteArray();
    }

    private void write(Distribution distribution, int number, RangeEncoder encoder) {
        Draws draws = drawsOf(distribution);
        check(distribution, draws, number);
        int[] counts = counts(distribution, number);
        writeIds(distribution.ids(), number, encoder);
        CountLaw.write(counts, number, encoder);
        uniform(DrawsScale.ENTROPY.code(Math.min(draws.entropy(), mostEntropy)), entropyCodes(), encoder);
        writeWitness(distribution.ids(), counts, draws, encoder);
    }

    private void check(Distribution distribution, Draws draws, int number) {
        if (draws.number() != number) {
            throw refusal(draws.number() + " draws after positions of " + number, "the same number at each");
        }
        if (draws.entropy() > mostEntropy + ENTROPY_TOLERANCE) {
            throw refusal("an entropy of " + draws.entropy() + " nats", "at most " + mostEntropy);
        }
        if (distribution.tailLogMass() != Float.NEGATIVE_INFINITY) {
            throw refusal("a tail of log-mass " + distribution.tailLogMass() + " beside draws", "negative infinity");
        }
    }

    private int entropyCodes() {
        return DrawsScale.ENTROPY.codesUpTo(mostEntropy);
    }

    private void writeIds(int[] ids, int number, RangeEncoder encoder) {
        uniform(ids.length - 1, Math.min(number, labelSpaceSize), encoder);
        int before = -1;
        for (int i = 0; i < ids.length; i++) {
            int id = ids[i];
            if (id <= before || id >= labelSpaceSize) {
                throw refusal("id " + id + " after " + before, "ascending, and below " + labelSpaceSize);
            }
            law.write(id, before + 1, ids.length - i, encoder);
            before = id;
        }
    }

    private static void writeWitness(int[] ids, int[] counts, Draws draws, RangeEncoder encoder) {
        int start = 0;
        int entry = 0;
        for (; ids[entry] != draws.witness(); entry++) {
            start += counts[entry];
        }
        encoder.encode(start, counts[entry], draws.number());
        uniform(
                DrawsScale.SURPRISAL.code(-draws.witnessLogProbability()),
                DrawsScale.SURPRISAL.codesUpTo(Double.MAX_VALUE),
                encoder);
    }

    private static void uniform(long symbol, long total, RangeEncoder encoder) {
        encoder.encode(symbol, 1, total);
    }

    private static Draws drawsOf(Distribution distribution) {
        return distribution
                .draws()
                .orElseThrow(() -> refusal("a distribution without draws, with support SAMPLED", "one with draws"));
    }

    private static int[] counts(Distribution distribution, int number) {
        int[] counts = new int[distribution.ids().length];
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double count = number * StrictMath.exp(distribution.logProbabilities()[i]);
            counts[i] = (int) Math.rint(count);
            if (!(Math.abs(count - counts[i]) < 0.01) || counts[i] < 1) {
                throw refusal("an id that was drawn " + count + " times", "a whole number of times, at least once");
            }
            sum += counts[i];
        }
        if (sum != number) {
            throw refusal(sum + " draws in a position of " + number, "as many as it says");
        }
        return counts;
    }

    private static IllegalArgumentException refusal(String found, String rule) {
        return new IllegalArgumentException(found + "; allowed: " + rule);
    }
}
