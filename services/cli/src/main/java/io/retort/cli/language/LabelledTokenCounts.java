package io.retort.cli.language;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts what the stream's labels say, whatever the context. Not thread-safe. */
public final class LabelledTokenCounts {

    private final LabelDistributionCodec codec = new LabelDistributionCodec();
    private final List<SoftLabel> labels = new ArrayList<>();
    private long positions;

    /** Adds a label. */
    public void add(SoftLabel label) {
        positions += label.getPositions();
        if (label.getSupport() != Support.TEXT) {
            labels.add(label);
        }
    }

    /** Tokens with a distribution. */
    public long positions() {
        return positions;
    }

    /** Fitted on all labels. */
    Unigram unigram(int vocabularySize) {
        Unigram unigram = new Unigram(vocabularySize);
        labels.forEach(label -> distributions(label, vocabularySize, unigram::add));
        return unigram;
    }

    private void distributions(SoftLabel label, int vocabularySize, Consumer<Distribution> visitor) {
        List<Distribution> read = codec.decode(
                        label.getDistributions(), label.getSupport(), label.getPositions(), vocabularySize)
                .match(decoded -> decoded, malformed -> List.of());
        read.forEach(visitor);
    }
}
