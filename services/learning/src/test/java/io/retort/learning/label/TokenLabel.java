package io.retort.learning.label;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Draws;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.label.TokenCodec;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Span;
import io.retort.schemas.record.Support;
import io.retort.schemas.record.TeacherIdentity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A soft label over a small vocabulary, to be bent by tests. */
final class TokenLabel {

    static final int VOCABULARY = 7;
    static final LabelSpaceReference SPACE =
            new LabelSpaceReference(LabelSpaceKind.VOCABULARY, Fingerprints.ofText("vocabulary"), VOCABULARY);
    static final int[] TOKENS = {3, 0, 6, 6, 1};

    private TokenLabel() {}

    /** Tokens [1, 2) and [3, 5) have a distribution each, drawn 4 times. */
    static SoftLabel.Builder good() {
        return SoftLabel.newBuilder()
                .setPromptId("prompt")
                .setInputHash(Fingerprints.ofText("prompt"))
                .setTeacher(new TeacherIdentity("test", "1", Fingerprints.ofText("test")))
                .setGrantId(null)
                .setLabelSpace(SPACE)
                .setText("")
                .setTokens(tokens(TOKENS, VOCABULARY))
                .setSpans(List.of(new Span(1, 2), new Span(3, 5)))
                .setTemperature(1f)
                .setSupport(Support.SAMPLED)
                .setPositions(3)
                .setDistributions(sampled(3))
                .setPolicy("test")
                .setPromptArrivedAt(Instant.EPOCH)
                .setLabelledAt(Instant.EPOCH);
    }

    static ByteBuffer tokens(int[] ids, int vocabulary) {
        return ByteBuffer.wrap(new TokenCodec().encode(ids, vocabulary));
    }

    static ByteBuffer sampled(int positions) {
        Distribution drawn =
                Distribution.ofDraws(new int[] {0, 2, 6}, new int[] {1, 2, 1}, new Draws(4, 0.9f, 2, -0.7f));
        return encoded(Support.SAMPLED, drawn, positions);
    }

    static ByteBuffer full(int positions) {
        float[] uniform = new float[VOCABULARY];
        Arrays.fill(uniform, (float) -Math.log(VOCABULARY));
        int[] ids = {0, 1, 2, 3, 4, 5, 6};
        return encoded(Support.FULL, new Distribution(ids, uniform, Float.NEGATIVE_INFINITY), positions);
    }

    private static ByteBuffer encoded(Support support, Distribution distribution, int positions) {
        List<Distribution> distributions = Collections.nCopies(positions, distribution);
        return ByteBuffer.wrap(new LabelDistributionCodec().encode(support, distributions, VOCABULARY));
    }
}
