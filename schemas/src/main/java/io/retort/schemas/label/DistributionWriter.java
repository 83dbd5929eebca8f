package io.retort.schemas.label;

import io.retort.schemas.record.Support;
import java.util.List;

/** Checks distributions and writes them, as {@link LabelDistributionCodec} describes. */
final class DistributionWriter {

    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final Support support;
    private final int labelSpaceSize;

    DistributionWriter(Support support, int labelSpaceSize) {
        if (LabelDistributionCodec.codeOf(support) < 0) {
            throw refusal("support " + support, "FULL, TOP_K or SAMPLED");
        }
        if (labelSpaceSize < 1) {
            throw refusal("a label space of " + labelSpaceSize + " entries", "at least 1");
        }
        this.support = support;
        this.labelSpaceSize = labelSpaceSize;
    }

    byte[] write(List<Distribution> distributions) {
        if (distributions.isEmpty()) {
            throw refusal("a label without a position", "at least one");
        }
        PackedWriter bytes = new PackedWriter(mostBytes(distributions));
        bytes.unsignedByte(LabelDistributionCodec.VERSION);
        bytes.unsignedByte(LabelDistributionCodec.codeOf(support));
        distributions.forEach(distribution -> write(distribution, bytes));
        return bytes.toByteArray();
    }

    private int mostBytes(List<Distribution> distributions) {
        long bytes = 2;
        for (Distribution distribution : distributions) {
            bytes += mostBytes(distribution.ids().length);
        }
        if (bytes > MOST_BYTES) {
            throw refusal("up to " + bytes + " bytes for one label", "at most " + MOST_BYTES);
        }
        return (int) bytes;
    }

    private long mostBytes(long entries) {
        return support == Support.FULL
                ? Short.BYTES * entries
                : (PackedWriter.MOST_VARINT_BYTES + Short.BYTES) * (entries + 1); // the count and the tail take as much
    }

    private void write(Distribution distribution, PackedWriter bytes) {
        checkIds(distribution.ids());
        checkSupport(distribution);
        double logMass = logMass(distribution);
        if (support == Support.TOP_K) {
            writeIds(distribution.ids(), bytes);
        }
        for (float logProbability : distribution.logProbabilities()) {
            bytes.unsignedShort(LogProbabilityScale.code(Math.min(0, logProbability - logMass)));
        }
        if (support == Support.TOP_K) {
            bytes.unsignedShort(tailCode(distribution.tailLogMass(), logMass));
        }
    }

    private static void writeIds(int[] ids, PackedWriter bytes) {
        bytes.varint(ids.length);
        bytes.varint(ids[0]);
        for (int i = 1; i < ids.length; i++) {
            bytes.varint(ids[i] - ids[i - 1] - 1);
        }
    }

    private static int tailCode(float tailLogMass, double logMass) {
        return tailLogMass == Float.NEGATIVE_INFINITY
                ? LogProbabilityScale.NOTHING
                : LogProbabilityScale.code(Math.min(0, tailLogMass - logMass));
    }

    private void checkIds(int[] ids) {
        int before = -1;
        for (int id : ids) {
            if (id <= before || id >= labelSpaceSize) {
                throw refusal("id " + id + " after " + before, "ascending, and below " + labelSpaceSize);
            }
            before = id;
        }
    }

    private void checkSupport(Distribution distribution) {
        if (distribution.draws().isPresent()) {
            throw refusal("a distribution that was drawn, with support " + support, "support SAMPLED");
        }
        int entries = distribution.ids().length;
        if (support == Support.FULL && entries != labelSpaceSize) {
            throw refusal(entries + " entries with support FULL", "all " + labelSpaceSize);
        }
        if (entries == labelSpaceSize && distribution.tailLogMass() != Float.NEGATIVE_INFINITY) {
            throw refusal(
                    "a tail of log-mass " + distribution.tailLogMass() + " beside all entries", "negative infinity");
        }
    }

    /** The logarithm of the sum over support and tail, within the tolerance of 0. */
    private static double logMass(Distribution distribution) {
        double mass = probability(distribution.tailLogMass());
        for (float logProbability : distribution.logProbabilities()) {
            mass += probability(logProbability);
        }
        if (Math.abs(mass - 1) > LabelDistributionCodec.MASS_TOLERANCE) {
            throw refusal("probabilities that sum to " + mass, "1 within " + LabelDistributionCodec.MASS_TOLERANCE);
        }
        return StrictMath.log(mass);
    }

    private static double probability(float logProbability) {
        if (Float.isNaN(logProbability) || logProbability > LabelDistributionCodec.MASS_TOLERANCE) {
            throw refusal("log-probability " + logProbability, "at most 0, up to rounding");
        }
        return StrictMath.exp(logProbability);
    }

    private static IllegalArgumentException refusal(String found, String rule) {
        return new IllegalArgumentException(found + "; allowed: " + rule);
    }
}
