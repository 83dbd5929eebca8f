package io.retort.teacher;

import io.retort.learning.student.TokenSequence;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.label.TokenCodec;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Span;
import io.retort.schemas.record.Support;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the record of a teacher's answer. */
final class SoftLabelMaker {

    private static final byte[] NO_DISTRIBUTIONS = {};

    private final Teacher teacher;
    private final LabelSpaceReference labelSpace;
    private final @Nullable String grantId;
    private final InstantSource clock;
    private final LabelDistributionCodec distributions = new LabelDistributionCodec();
    private final TokenCodec tokens = new TokenCodec();

    /**
     * @param grantId the terms under which the teacher may be distilled, if they are stated
     * @param clock says when a label was made
     */
    SoftLabelMaker(Teacher teacher, Optional<String> grantId, InstantSource clock) {
        this.teacher = teacher;
        this.labelSpace = reference(teacher.labelSpace());
        this.grantId = grantId.orElse(null);
        this.clock = clock;
    }

    SoftLabel make(Prompt prompt, LabelOutcome.Labelled labelled) {
        return new SoftLabel(
                prompt.getId(),
                PromptHash.of(prompt),
                teacher.identity(),
                grantId,
                labelSpace,
                labelSpace.getKind() == LabelSpaceKind.CLASSES ? prompt.getText() : "",
                ByteBuffer.wrap(tokens.encode(labelled.tokens().ids(), labelSpace.getSize())),
                spans(labelled.tokens()),
                teacher.temperature(),
                teacher.support(),
                positions(labelled),
                ByteBuffer.wrap(distributions(labelled)),
                policy(labelled),
                prompt.getArrivedAt(),
                clock.instant());
    }

    /** The same label for a prompt that has come again. */
    SoftLabel again(Prompt prompt, SoftLabel label) {
        return new SoftLabel(
                label.getPromptId(),
                label.getInputHash(),
                label.getTeacher(),
                label.getGrantId(),
                label.getLabelSpace(),
                label.getText(),
                label.getTokens(),
                label.getSpans(),
                label.getTemperature(),
                label.getSupport(),
                label.getPositions(),
                label.getDistributions(),
                label.getPolicy(),
                prompt.getArrivedAt(),
                clock.instant());
    }

    private byte[] distributions(LabelOutcome.Labelled labelled) {
        return teacher.support() == Support.TEXT
                ? NO_DISTRIBUTIONS
                : distributions.encode(teacher.support(), labelled.distributions(), labelSpace.getSize());
    }

    private int positions(LabelOutcome.Labelled labelled) {
        return labelSpace.getKind() == LabelSpaceKind.CLASSES
                ? labelled.distributions().size()
                : labelled.tokens().positions();
    }

    private String policy(LabelOutcome.Labelled labelled) {
        return Stream.concat(Stream.of(teacher.policy()), labelled.remarks().stream())
                .collect(Collectors.joining(" "));
    }

    private static List<Span> spans(TokenSequence tokens) {
        return tokens.labelled().stream()
                .map(span -> new Span(span.from(), span.to()))
                .toList();
    }

    private static LabelSpaceReference reference(LabelSpace space) {
        return new LabelSpaceReference(space.getKind(), space.getFingerprint(), space.getSize());
    }
}
