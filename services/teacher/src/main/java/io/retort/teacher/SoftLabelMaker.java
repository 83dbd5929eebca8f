package io.retort.teacher;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the record of a teacher's answer, for label spaces of classes. */
final class SoftLabelMaker {

    private static final ByteBuffer NO_TOKENS = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Teacher teacher;
    private final LabelSpaceReference labelSpace;
    private final @Nullable String grantId;
    private final InstantSource clock;
    private final LabelDistributionCodec codec = new LabelDistributionCodec();

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

    /** @param distributions of one position */
    SoftLabel make(Prompt prompt, List<Distribution> distributions) {
        byte[] packed = codec.encode(teacher.support(), distributions, labelSpace.getSize());
        return new SoftLabel(
                prompt.getId(),
                Fingerprints.ofText(prompt.getText()),
                teacher.identity(),
                grantId,
                labelSpace,
                prompt.getText(),
                NO_TOKENS,
                List.of(),
                teacher.temperature(),
                teacher.support(),
                distributions.size(),
                ByteBuffer.wrap(packed),
                teacher.policy(),
                prompt.getArrivedAt(),
                clock.instant());
    }

    private static LabelSpaceReference reference(LabelSpace space) {
        return new LabelSpaceReference(space.getKind(), space.getFingerprint(), space.getSize());
    }
}
