package io.retort.benchmarks;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.teacher.Teacher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Keys and values of soft-label records, with the fields a teacher service fills and their sizes. */
public final class LabelRecords {

    private final Teacher teacher;
    private final LabelSpaceReference labelSpace;
    private final LabelDistributionCodec distributions = new LabelDistributionCodec();

    public LabelRecords(Teacher teacher) {
        this.teacher = teacher;
        LabelSpace space = teacher.labelSpace();
        this.labelSpace = new LabelSpaceReference(
                space.getKind(), space.getFingerprint(), space.getNames().size());
    }

    /** A prompt's id, as a producer makes them: a hash in hexadecimal. */
    public String promptId(long number) {
        return Fingerprints.hex(Fingerprints.ofText("benchmark:" + number));
    }

    public byte[] key(long number) {
        return promptId(number).getBytes(StandardCharsets.UTF_8);
    }

    public byte[] value(LabelledText labelled, long number) {
        Instant now = Instant.now();
        return RecordCodecs.softLabel()
                .encode(new SoftLabel(
                        promptId(number),
                        Fingerprints.ofText(labelled.text()),
                        teacher.identity(),
                        null,
                        labelSpace,
                        labelled.text(),
                        ByteBuffer.allocate(0),
                        List.of(),
                        teacher.temperature(),
                        teacher.support(),
                        1,
                        ByteBuffer.wrap(distribution(labelled)),
                        teacher.policy(),
                        now,
                        now));
    }

    /** The packed distribution within the value. */
    public byte[] distribution(LabelledText labelled) {
        return distributions.encode(teacher.support(), List.of(labelled.label()), labelSpace.getSize());
    }
}
