package io.retort.trainer.label;

import io.retort.learning.student.Example;
import io.retort.learning.student.Student;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whether a record of soft-labels fits the student: readable, in its label space, with a support it has a loss for and
 * numbers that are a distribution. What does not fit cannot train, silently or otherwise.
 */
public final class LabelCheck {

    private final Student student;
    private final LabelSpaceReference labelSpace;
    private final RecordCodec<SoftLabel> codec = RecordCodecs.softLabel();
    private final LabelDistributionCodec distributions = new LabelDistributionCodec();

    public LabelCheck(Student student) {
        this.student = student;
        this.labelSpace = student.description().labelSpace();
    }

    public LabelVerdict judge(ConsumerRecord<byte[], byte[]> record) {
        return codec.decode(record.value())
                .match(this::judge, unreadable -> new LabelVerdict.Refused(unreadable.reason(), unreadable.message()));
    }

    private LabelVerdict judge(SoftLabel label) {
        return fault(label).<LabelVerdict>map(refused -> refused).orElseGet(() -> distributions
                .decode(label.getDistributions(), label.getSupport(), label.getPositions(), labelSpace.getSize())
                .match(
                        read -> judge(label, read),
                        malformed -> new LabelVerdict.Refused(malformed.reason(), malformed.message())));
    }

    private LabelVerdict judge(SoftLabel label, List<Distribution> targets) {
        Optional<String> misfit = student.misfit(label.getSupport(), label.getTemperature(), targets);
        if (misfit.isPresent()) {
            return new LabelVerdict.Refused("misfit", misfit.get());
        }
        return new LabelVerdict.Accepted(new AcceptedLabel(
                new Example(label.getText(), label.getTemperature(), targets),
                ByteBuffer.wrap(Fingerprints.ofText(label.getText()).bytes()).getLong(),
                Objects.requireNonNullElse(label.getGrantId(), ""),
                label.getPromptArrivedAt()));
    }

    private Optional<LabelVerdict.Refused> fault(SoftLabel label) {
        if (!label.getLabelSpace().equals(labelSpace)) {
            return Optional.of(new LabelVerdict.Refused(
                    "label-space",
                    "label space " + describe(label.getLabelSpace()) + "; the student's is " + describe(labelSpace)));
        }
        if (label.getText().isBlank()) {
            return Optional.of(new LabelVerdict.Refused("empty-text", "the label has no text to learn from"));
        }
        float temperature = label.getTemperature();
        if (!(temperature > 0) || Float.isInfinite(temperature)) {
            return Optional.of(new LabelVerdict.Refused(
                    "temperature", "temperature is " + temperature + "; allowed: a finite number above 0"));
        }
        if (labelSpace.getKind() == LabelSpaceKind.CLASSES && label.getPositions() != 1) {
            return Optional.of(new LabelVerdict.Refused(
                    "positions", "positions is " + label.getPositions() + "; a label over classes has 1"));
        }
        return Optional.empty();
    }

    private static String describe(LabelSpaceReference space) {
        return space.getKind() + " of " + space.getSize() + " with fingerprint "
                + Fingerprints.hex(space.getFingerprint());
    }
}
