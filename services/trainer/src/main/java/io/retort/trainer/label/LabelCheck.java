package io.retort.trainer.label;

import io.retort.learning.label.LabelReader;
import io.retort.learning.student.Student;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whether a record of soft-labels fits the student. */
public final class LabelCheck {

    private final LabelReader reader;
    private final RecordCodec<SoftLabel> codec = RecordCodecs.softLabel();

    public LabelCheck(Student student) {
        this.reader = new LabelReader(student.description().labelSpace(), student::misfit);
    }

    public LabelVerdict judge(ConsumerRecord<byte[], byte[]> record) {
        return codec.decode(record.value())
                .match(this::judge, unreadable -> new LabelVerdict.Refused(unreadable.reason(), unreadable.message()));
    }

    private LabelVerdict judge(SoftLabel label) {
        return reader.read(label)
                .match(
                        fit -> new LabelVerdict.Accepted(new AcceptedLabel(
                                fit.example(),
                                fit.input(),
                                Objects.requireNonNullElse(label.getGrantId(), ""),
                                label.getPromptArrivedAt())),
                        unfit -> new LabelVerdict.Refused(unfit.reason(), unfit.message()));
    }
}
