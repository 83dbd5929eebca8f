package io.retort.learning.label;

import io.retort.learning.student.Example;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.label.TokenCodec;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Span;
import io.retort.schemas.record.Support;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads soft labels for one student: those in its label space, with a support it has a loss for and numbers that are
 * distributions. What does not fit cannot train, silently or otherwise, and is no evidence either.
 */
public final class LabelReader {

    private final LabelSpaceReference labelSpace;
    private final Function<Example, Optional<String>> misfit;
    private final LabelDistributionCodec distributions = new LabelDistributionCodec();
    private final TokenCodec tokens = new TokenCodec();

    /**
     * @param labelSpace the student's
     * @param misfit why the student cannot learn from an example; empty if it can
     */
    public LabelReader(LabelSpaceReference labelSpace, Function<Example, Optional<String>> misfit) {
        this.labelSpace = labelSpace;
        this.misfit = misfit;
    }

    /** Throws nothing, whatever the label holds. */
    public LabelReading read(SoftLabel label) {
        return fault(label).<LabelReading>map(unfit -> unfit).orElseGet(() -> decode(label));
    }

    private LabelReading decode(SoftLabel label) {
        return labelSpace.getKind() == LabelSpaceKind.CLASSES
                ? decode(label, TokenSequence.NONE, Fingerprints.ofText(label.getText()))
                : tokens.decode(label.getTokens(), labelSpace.getSize())
                        .match(
                                ids -> decode(label, ids),
                                malformed -> new LabelReading.Unfit(malformed.reason(), malformed.message()));
    }

    private LabelReading decode(SoftLabel label, int[] ids) {
        List<TokenSpan> labelled = new ArrayList<>();
        int positions = 0;
        int before = 1;
        for (Span span : label.getSpans()) {
            if (span.getFrom() < before || span.getTo() <= span.getFrom() || span.getTo() > ids.length) {
                return new LabelReading.Unfit(
                        "spans",
                        "tokens [" + span.getFrom() + ", " + span.getTo() + ") of " + ids.length
                                + " have distributions; allowed: spans that ascend, apart, from 1");
            }
            labelled.add(new TokenSpan(span.getFrom(), span.getTo()));
            before = span.getTo();
            positions += span.getTo() - span.getFrom();
        }
        if (positions == 0 || positions != label.getPositions()) {
            return new LabelReading.Unfit(
                    "positions",
                    "positions is " + label.getPositions() + ", the spans hold " + positions
                            + "; allowed: the same, at least 1");
        }
        return decode(label, new TokenSequence(ids, labelled), Fingerprints.of(bytes(label.getTokens())));
    }

    private LabelReading decode(SoftLabel label, TokenSequence tokens, Sha256 input) {
        if (label.getSupport() == Support.TEXT) {
            return check(label, tokens, List.of(), input);
        }
        return distributions
                .decode(label.getDistributions(), label.getSupport(), label.getPositions(), labelSpace.getSize())
                .match(
                        targets -> check(label, tokens, targets, input),
                        malformed -> new LabelReading.Unfit(malformed.reason(), malformed.message()));
    }

    private LabelReading check(SoftLabel label, TokenSequence tokens, List<Distribution> targets, Sha256 input) {
        Example example = new Example(label.getText(), tokens, label.getTemperature(), label.getSupport(), targets);
        Optional<String> found = misfit.apply(example);
        return found.isPresent()
                ? new LabelReading.Unfit("misfit", found.get())
                : new LabelReading.Fit(example, ByteBuffer.wrap(input.bytes()).getLong());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private Optional<LabelReading.Unfit> fault(SoftLabel label) {
        if (!label.getLabelSpace().equals(labelSpace)) {
            return unfit(
                    "label-space",
                    "label space " + describe(label.getLabelSpace()) + "; the student's is " + describe(labelSpace));
        }
        float temperature = label.getTemperature();
        if (!(temperature > 0) || Float.isInfinite(temperature)) {
            return unfit("temperature", "temperature is " + temperature + "; allowed: a finite number above 0");
        }
        return labelSpace.getKind() == LabelSpaceKind.CLASSES ? faultOfClasses(label) : Optional.empty();
    }

    private static Optional<LabelReading.Unfit> faultOfClasses(SoftLabel label) {
        if (label.getText().isBlank()) {
            return unfit("empty-text", "the label has no text to learn from");
        }
        if (label.getPositions() != 1) {
            return unfit("positions", "positions is " + label.getPositions() + "; a label over classes has 1");
        }
        return Optional.empty();
    }

    private static Optional<LabelReading.Unfit> unfit(String reason, String message) {
        return Optional.of(new LabelReading.Unfit(reason, message));
    }

    private static String describe(LabelSpaceReference space) {
        return space.getKind() + " of " + space.getSize() + " with fingerprint "
                + Fingerprints.hex(space.getFingerprint());
    }
}
