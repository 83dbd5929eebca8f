package io.retort.trainer.support;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.DrawSeed;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.label.SystematicDraws;
import io.retort.schemas.label.TokenCodec;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.Span;
import io.retort.schemas.record.Support;
import io.retort.schemas.serde.RecordCodecs;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Soft labels over a vocabulary, from no teacher: a function of their number, of 2 to 40 tokens with one or two spans of
 * distributions, drawn from or whole.
 */
public final class TokenLabels {

    private static final SystematicDraws DRAWS = new SystematicDraws(20);

    private final LabelSpaceReference space;

    public TokenLabels(Sha256 vocabulary, int size) {
        this.space = new LabelSpaceReference(LabelSpaceKind.VOCABULARY, vocabulary, size);
    }

    public LabelSpace space() {
        return new LabelSpace(
                LabelSpaceKind.VOCABULARY, space.getFingerprint(), space.getSize(), List.of(), Instant.EPOCH);
    }

    /** The record's value; the same number, the same bytes. */
    public byte[] value(int number) {
        Random random = new Random(number);
        int[] tokens = random.ints(2 + random.nextInt(39), 0, space.getSize()).toArray();
        List<Span> spans = spans(tokens.length, random);
        int positions =
                spans.stream().mapToInt(span -> span.getTo() - span.getFrom()).sum();
        Support support = random.nextInt(4) == 0 ? Support.FULL : Support.SAMPLED;
        return RecordCodecs.softLabel()
                .encode(Labels.label(number)
                        .setLabelSpace(space)
                        .setText("")
                        .setTokens(ByteBuffer.wrap(new TokenCodec().encode(tokens, space.getSize())))
                        .setSpans(spans)
                        .setTemperature(1f)
                        .setSupport(support)
                        .setPositions(positions)
                        .setDistributions(distributions(support, positions, number, random))
                        .build());
    }

    /** To the last token, with an unlabelled one in between where there is room. */
    private static List<Span> spans(int tokens, Random random) {
        int from = 1 + random.nextInt(tokens - 1);
        int gap = from + 1 + random.nextInt(8);
        return gap + 1 < tokens
                ? List.of(new Span(from, gap), new Span(gap + 1, tokens))
                : List.of(new Span(from, tokens));
    }

    private ByteBuffer distributions(Support support, int positions, int number, Random random) {
        List<Distribution> distributions = new ArrayList<>();
        for (int position = 0; position < positions; position++) {
            float[] logs = logProbabilities(random);
            distributions.add(
                    support == Support.FULL
                            ? whole(logs)
                            : DRAWS.draw(logs, DrawSeed.ofPrompt("prompt-" + number), position));
        }
        return ByteBuffer.wrap(new LabelDistributionCodec().encode(support, distributions, space.getSize()));
    }

    private static Distribution whole(float[] logs) {
        int[] ids = new int[logs.length];
        for (int id = 0; id < ids.length; id++) {
            ids[id] = id;
        }
        return new Distribution(ids, logs, Float.NEGATIVE_INFINITY);
    }

    private float[] logProbabilities(Random random) {
        double[] scores = new double[space.getSize()];
        double sum = 0;
        for (int id = 0; id < scores.length; id++) {
            scores[id] = Math.exp(3 * random.nextGaussian());
            sum += scores[id];
        }
        float[] logs = new float[scores.length];
        for (int id = 0; id < logs.length; id++) {
            logs[id] = (float) Math.log(scores[id] / sum);
        }
        return logs;
    }
}
