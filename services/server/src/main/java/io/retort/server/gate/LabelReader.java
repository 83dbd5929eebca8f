package io.retort.server.gate;

import io.retort.learning.student.Example;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import java.util.List;
import java.util.Optional;

/** Reads records of soft-labels that a student can be judged on; what a trainer would refuse is no evidence. */
final class LabelReader {

    private final LabelSpaceReference labelSpace;
    private final JudgedStudent student;
    private final RecordCodec<SoftLabel> codec = RecordCodecs.softLabel();
    private final LabelDistributionCodec distributions = new LabelDistributionCodec();

    LabelReader(LabelSpaceReference labelSpace, JudgedStudent student) {
        this.labelSpace = labelSpace;
        this.student = student;
    }

    Optional<Example> read(byte[] value) {
        return codec.decode(value)
                .match(
                        label -> Optional.of(label).filter(this::isAcceptable).flatMap(this::example),
                        unreadable -> Optional.empty());
    }

    private boolean isAcceptable(SoftLabel label) {
        return label.getLabelSpace().equals(labelSpace)
                && !label.getText().isBlank()
                && label.getTemperature() > 0
                && label.getTemperature() < Float.POSITIVE_INFINITY
                && (labelSpace.getKind() != LabelSpaceKind.CLASSES || label.getPositions() == 1);
    }

    private Optional<Example> example(SoftLabel label) {
        return distributions
                .decode(label.getDistributions(), label.getSupport(), label.getPositions(), labelSpace.getSize())
                .match(targets -> example(label, targets), malformed -> Optional.empty());
    }

    private Optional<Example> example(SoftLabel label, List<Distribution> targets) {
        return student.misfit(label.getSupport(), label.getTemperature(), targets)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(new Example(label.getText(), label.getTemperature(), targets));
    }
}
