package io.retort.schemas.label;

import io.retort.schemas.record.Support;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Distributions to the bytes of a SoftLabel's {@code distributions} field and back. Version 1:
 *
 * <pre>
 *   byte   version, 1
 *   byte   support: 0 FULL, 1 TOP_K, 2 SAMPLED
 *   FULL, for each position:
 *     u16  log-probability of each entry of the label space, in the order of their ids
 *   TOP_K, for each position:
 *     varint  k
 *     varint  smallest id, then for each further id its distance to the one before, less 1
 *     u16     log-probability of each of these ids
 *     u16     log-mass of the tail; 65,535 where it is empty
 *   SAMPLED:
 *     byte    draws a position, N
 *     range coded, for each position:
 *       how many ids, less 1: one of min(N, label space) that are as likely as each other
 *       the ids, ascending, under the law of {@link IdLaw}
 *       how often each was drawn, under the law of {@link CountLaw}
 *       the entropy's code: one of those up to the label space's logarithm
 *       the witness, as likely as it was drawn often
 *       the code of its log-probability: one of 1,024
 * </pre>
 *
 * Numbers are big-endian, log-probabilities on a scale of 16 bits: an error of at most {@code 1.25e-4 sqrt(-x)} nats for a
 * log-probability x, below 0.001 down to -64; smaller ones come back as -64. Before that a distribution is normalised (in
 * double precision, by a logarithm that gives the same bits everywhere), so that one re-read sums to 1 within 0.0006, its
 * tail included. The same distributions give the same bytes on every machine.
 *
 * <p>Draws, their counts and the witness come back as they are; the entropy x within {@code 0.0046 sqrt(x) + 6e-6} nats, the
 * witness's log-probability -x within {@code 0.0056 sqrt(x) + 8e-6} down to -32, a smaller one as -32.
 *
 * <p>Two entries closer together than the scale's step may become equal; the most likely one is then the one with the
 * smaller id.
 *
 * <p>May be shared between threads.
 */
public final class LabelDistributionCodec {

    static final int VERSION = 1;

    static final int SAMPLED_CODE = 2;

    /** How far from 1 the probabilities of a distribution, its tail included, may sum. */
    public static final double MASS_TOLERANCE = 0.001;

    /**
     * The bytes of a label's distributions.
     *
     * @param support FULL, TOP_K or SAMPLED
     * @param distributions one a position, at least one; for FULL each holds every entry of the label space and an empty
     *     tail; for SAMPLED each has {@link Distribution#draws}, of the same number, and for the others none has
     * @param labelSpaceSize entries in the label space, at least 1, and 2 for SAMPLED
     * @throws IllegalArgumentException if a distribution is not one: ids that do not ascend or lie outside of the label
     *     space, a log-probability that is NaN or above 0, a sum that is not 1 within {@link #MASS_TOLERANCE}; or if it
     *     does not fit the support
     */
    public byte[] encode(Support support, List<Distribution> distributions, int labelSpaceSize) {
        return support == Support.SAMPLED
                ? new DrawsWriter(labelSpaceSize).write(distributions)
                : new DistributionWriter(support, labelSpaceSize).write(distributions);
    }

    /**
     * Reads a label's distributions; throws nothing, whatever the bytes and numbers are, and compares each length with the
     * bytes that are there before it allocates anything for it. The distributions of a FULL label share one array of ids.
     *
     * @param support the label's
     * @param positions the label's
     * @param labelSpaceSize the size of the label's label space
     */
    public DecodedDistributions decode(byte[] bytes, Support support, int positions, int labelSpaceSize) {
        return decode(ByteBuffer.wrap(bytes), support, positions, labelSpaceSize);
    }

    /** As {@link #decode(byte[], Support, int, int)}; the buffer's position stays where it is. */
    public DecodedDistributions decode(ByteBuffer bytes, Support support, int positions, int labelSpaceSize) {
        try {
            return new DecodedDistributions.Read(
                    new DistributionReader(bytes, support, positions, labelSpaceSize).read());
        } catch (MalformedBytesException e) {
            return new DecodedDistributions.Malformed(e.reason(), e.message());
        }
    }

    /** The byte that stands for a support, or -1 for one that version 1 does not hold. */
    static int codeOf(Support support) {
        return switch (support) {
            case FULL -> 0;
            case TOP_K -> 1;
            case SAMPLED -> SAMPLED_CODE;
            case TEXT -> -1;
        };
    }
}
