package io.retort.schemas.label;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads distributions that were drawn, trusting nothing it is told or reads. A position takes at least ten bits, so no more of
 * them are read, and no more is allocated, than the bytes can hold.
 */
final class DrawsReader {

    /** An entry drawn from fewer takes no bits. */
    static final int LEAST_LABEL_SPACE = 2;

    private final int number;
    private final int labelSpaceSize;
    private final RangeDecoder decoder;
    private final IdLaw law;
    private final float mostEntropy;
    private final int entropyCodes;
    private final int surprisalCodes = DrawsScale.SURPRISAL.codesUpTo(Double.MAX_VALUE);

    /** @param bytes from the number of draws on, to the end */
    DrawsReader(PackedReader bytes, int labelSpaceSize) throws MalformedBytesException {
        if (labelSpaceSize < LEAST_LABEL_SPACE) {
            throw new MalformedBytesException(
                    "label-space-size", labelSpaceSize + " entries to draw from; allowed: at least 2");
        }
        this.number = bytes.unsignedByte();
        if (number < 1) {
            throw new MalformedBytesException("draws", "0 draws; allowed: 1 to " + Draws.MOST);
        }
        this.labelSpaceSize = labelSpaceSize;
        this.law = new IdLaw(labelSpaceSize);
        this.mostEntropy = (float) StrictMath.log(labelSpaceSize);
        this.entropyCodes = DrawsScale.ENTROPY.codesUpTo(mostEntropy);
        this.decoder = new RangeDecoder(bytes.takeRest());
    }

    List<Distribution> read(int positions) throws MalformedBytesException {
        List<Distribution> distributions = new ArrayList<>();
        for (int i = 0; i < positions; i++) {
            distributions.add(readPosition());
        }
        decoder.finish();
        return distributions;
    }

    private Distribution readPosition() throws MalformedBytesException {
        int[] ids = readIds();
        int[] counts = CountLaw.read(ids.length, number, decoder);
        float entropy = Math.min(mostEntropy, DrawsScale.ENTROPY.amount(decoder.uniform(entropyCodes)));
        int witness = ids[readWitness(counts)];
        float surprisal = DrawsScale.SURPRISAL.amount(decoder.uniform(surprisalCodes));
        return Distribution.ofDraws(ids, counts, new Draws(number, entropy, witness, 0 - surprisal));
    }

    private int[] readIds() throws MalformedBytesException {
        int[] ids = new int[1 + (int) decoder.uniform(Math.min(number, labelSpaceSize))];
        int before = -1;
        for (int i = 0; i < ids.length; i++) {
            before = law.read(before + 1, ids.length - i, decoder);
            ids[i] = before;
        }
        return ids;
    }

    private int readWitness(int[] counts) throws MalformedBytesException {
        long target = decoder.target(number);
        int start = 0;
        int entry = 0;
        for (; start + counts[entry] <= target; entry++) {
            start += counts[entry];
        }
        decoder.take(start, counts[entry], number);
        return entry;
    }
}
