package io.retort.cli.language;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.SoftLabel;
import java.util.List;

/** Counts what the stream's labels say, whatever the context. Not thread-safe. */
public final class LabelledTokenCounts {

    private final LabelDistributionCodec codec = new LabelDistributionCodec();
    private final int vocabularySize;
    private final Unigram unigram;
    private long positions;

    /** @param vocabularySize the teacher's */
    public LabelledTokenCounts(int vocabularySize) {
        this.vocabularySize = vocabularySize;
        this.unigram = new Unigram(vocabularySize);
    }

    /** Adds a label. */
    public void add(SoftLabel label) {
        positions += label.getPositions();
        List<Distribution> distributions = codec.decode(
                        label.getDistributions(), label.getSupport(), label.getPositions(), vocabularySize)
                .match(read -> read, malformed -> List.of());
        distributions.forEach(unigram::add);
    }

    /** Tokens with a distribution. */
    public long positions() {
        return positions;
    }

    /** Fitted on all labels so far. */
    Unigram unigram() {
        return unigram;
    }
}
