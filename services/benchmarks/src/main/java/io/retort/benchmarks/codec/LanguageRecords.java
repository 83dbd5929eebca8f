package io.retort.benchmarks.codec;

import io.retort.benchmarks.LabelValues;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.label.DrawSeed;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.label.TokenCodec;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Span;
import io.retort.schemas.record.Support;
import io.retort.schemas.record.TeacherIdentity;
import io.retort.schemas.serde.RecordCodecs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Soft-label records of answers, with the fields a teacher service fills. */
final class LanguageRecords {

    private final LabelDistributionCodec distributions = new LabelDistributionCodec();
    private final TokenCodec tokens = new TokenCodec();
    private final Scheme scheme;
    private final LabelSpace labelSpace;
    private final TeacherIdentity teacher;
    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> values = new ArrayList<>();

    LanguageRecords(Scheme scheme, LabelSpace labelSpace, TeacherIdentity teacher) {
        this.scheme = scheme;
        this.labelSpace = labelSpace;
        this.teacher = teacher;
    }

    void add(Answer answer, List<float[]> logProbabilities) {
        keys.add(answer.promptId().getBytes(StandardCharsets.UTF_8));
        values.add(RecordCodecs.softLabel().encode(label(answer, logProbabilities)));
    }

    String name() {
        return scheme.name();
    }

    LabelValues records() {
        return new LabelValues(labelSpace, List.copyOf(keys), List.copyOf(values));
    }

    private SoftLabel label(Answer answer, List<float[]> logProbabilities) {
        Instant now = Instant.now();
        int size = labelSpace.getSize();
        return new SoftLabel(
                answer.promptId(),
                Fingerprints.ofText(answer.promptId()),
                teacher,
                null,
                new LabelSpaceReference(labelSpace.getKind(), labelSpace.getFingerprint(), size),
                "",
                ByteBuffer.wrap(tokens.encode(answer.tokens().ids(), size)),
                answer.tokens().labelled().stream().map(LanguageRecords::span).toList(),
                1f,
                scheme.support().support(),
                answer.tokens().positions(),
                ByteBuffer.wrap(bytes(answer, logProbabilities)),
                scheme.name(),
                now,
                now);
    }

    private byte[] bytes(Answer answer, List<float[]> logProbabilities) {
        Support support = scheme.support().support();
        return support == Support.TEXT
                ? new byte[0]
                : distributions.encode(
                        support,
                        scheme.kept(logProbabilities, DrawSeed.ofPrompt(answer.promptId())),
                        labelSpace.getSize());
    }

    private static Span span(TokenSpan span) {
        return new Span(span.from(), span.to());
    }
}
