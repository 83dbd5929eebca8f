package io.retort.schemas.label;

import io.retort.schemas.record.Support;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads distributions as {@link LabelDistributionCodec} describes them, trusting nothing it is told or reads. */
final class DistributionReader {

    private static final int BYTES_OF_AN_ENTRY = 3; // at least: one of its id, two of its log-probability
    private static final int BYTES_OF_A_POSITION = 1 + BYTES_OF_AN_ENTRY + Short.BYTES; // at least, with support TOP_K

    private final PackedReader bytes;
    private final Support support;
    private final int positions;
    private final int labelSpaceSize;

    DistributionReader(ByteBuffer bytes, Support support, int positions, int labelSpaceSize) {
        this.bytes = new PackedReader(bytes);
        this.support = support;
        this.positions = positions;
        this.labelSpaceSize = labelSpaceSize;
    }

    List<Distribution> read() throws MalformedBytesException {
        require(labelSpaceSize >= 1, "label-space-size", labelSpaceSize + " entries; allowed: at least 1");
        require(positions >= 1, "positions", positions + " positions; allowed: at least 1");
        readHeader();
        List<Distribution> distributions =
                switch (support) {
                    case FULL -> readFull();
                    case TOP_K -> readTopK();
                    case SAMPLED -> new DrawsReader(bytes, labelSpaceSize).read(positions);
                    case TEXT -> throw unreadable();
                };
        require(bytes.remaining() == 0, "trailing-bytes", bytes.remaining() + " bytes after the last position");
        return distributions;
    }

    private void readHeader() throws MalformedBytesException {
        int expected = LabelDistributionCodec.codeOf(support);
        if (expected < 0) {
            throw unreadable();
        }
        int version = bytes.unsignedByte();
        require(version == LabelDistributionCodec.VERSION, "version", "version " + version + "; this release reads 1");
        int found = bytes.unsignedByte();
        require(found == expected, "support", "bytes of support code " + found + " in a label of support " + support);
    }

    private MalformedBytesException unreadable() {
        return new MalformedBytesException("support", support + "; this release reads FULL, TOP_K and SAMPLED");
    }

    private List<Distribution> readFull() throws MalformedBytesException {
        long expected = (long) Short.BYTES * labelSpaceSize * positions;
        requireBytes(expected);
        int[] ids = new int[labelSpaceSize];
        Arrays.setAll(ids, id -> id);
        List<Distribution> distributions = new ArrayList<>(positions);
        for (int i = 0; i < positions; i++) {
            distributions.add(readEntries(ids, false));
        }
        return distributions;
    }

    private List<Distribution> readTopK() throws MalformedBytesException {
        requireBytes((long) BYTES_OF_A_POSITION * positions);
        List<Distribution> distributions = new ArrayList<>(positions);
        for (int i = 0; i < positions; i++) {
            distributions.add(readEntries(readIds(), true));
        }
        return distributions;
    }

    private int[] readIds() throws MalformedBytesException {
        int count = bytes.varint();
        if (count < 1 || count > labelSpaceSize) {
            throw new MalformedBytesException("ids", count + " ids; allowed: 1 to " + labelSpaceSize);
        }
        requireBytes((long) BYTES_OF_AN_ENTRY * count);
        int[] ids = new int[count];
        long id = -1;
        for (int i = 0; i < count; i++) {
            id += 1L + bytes.varint();
            if (id >= labelSpaceSize) {
                throw new MalformedBytesException("ids", "id " + id + "; allowed: below " + labelSpaceSize);
            }
            ids[i] = (int) id;
        }
        return ids;
    }

    private Distribution readEntries(int[] ids, boolean withTail) throws MalformedBytesException {
        float[] logProbabilities = new float[ids.length];
        double mass = 0;
        for (int i = 0; i < ids.length; i++) {
            int code = bytes.unsignedShort();
            if (code == LogProbabilityScale.NOTHING) {
                throw new MalformedBytesException("log-probability", "an entry without a finite log-probability");
            }
            logProbabilities[i] = LogProbabilityScale.logProbability(code);
            mass += LogProbabilityScale.probability(code);
        }
        int tail = withTail ? bytes.unsignedShort() : LogProbabilityScale.NOTHING;
        checkTail(tail, ids.length);
        checkMass(mass + LogProbabilityScale.probability(tail));
        return new Distribution(
                ids,
                logProbabilities,
                tail == LogProbabilityScale.NOTHING
                        ? Float.NEGATIVE_INFINITY
                        : LogProbabilityScale.logProbability(tail));
    }

    private void checkTail(int tail, int entries) throws MalformedBytesException {
        if (tail != LogProbabilityScale.NOTHING && entries == labelSpaceSize) {
            throw new MalformedBytesException("tail", "a tail beside all " + labelSpaceSize + " entries");
        }
    }

    private static void checkMass(double mass) throws MalformedBytesException {
        if (Math.abs(mass - 1) > LabelDistributionCodec.MASS_TOLERANCE) {
            throw new MalformedBytesException(
                    "mass",
                    "probabilities that sum to " + mass + "; allowed: 1 within "
                            + LabelDistributionCodec.MASS_TOLERANCE);
        }
    }

    private void requireBytes(long expected) throws MalformedBytesException {
        if (bytes.remaining() < expected) {
            throw new MalformedBytesException(
                    "truncated", bytes.remaining() + " bytes left; the lengths before them need at least " + expected);
        }
    }

    private static void require(boolean met, String reason, String message) throws MalformedBytesException {
        if (!met) {
            throw new MalformedBytesException(reason, message);
        }
    }
}
