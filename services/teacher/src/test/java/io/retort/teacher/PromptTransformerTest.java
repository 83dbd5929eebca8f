package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.kafka.TransformOutcome;
import io.retort.platform.kafka.TransformOutcome.Refused;
import io.retort.platform.kafka.TransformOutcome.Transformed;
import io.retort.platform.kafka.TransformOutcome.Unavailable;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PromptTransformerTest {

    private final ScriptedTeacher teacher = new ScriptedTeacher();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PromptTransformer transformer = new PromptTransformer(
            teacher,
            new SoftLabelMaker(teacher, Optional.empty(), () -> Instant.ofEpochMilli(5_000)),
            "labels",
            new TeacherMetrics(meters));

    @Test
    void shouldGiveOneOutcomeInPlaceToEachRecord() {
        List<TransformOutcome> outcomes = transformer.transform(
                List.of(prompt(0, "first"), record(new byte[] {1}), prompt(2, " "), prompt(3, "last")));
        assertThat(outcomes.stream().map(TransformOutcome::getClass).map(Class::getSimpleName))
                .containsExactly("Transformed", "Refused", "Refused", "Transformed");
        assertThat(label(outcomes.get(0)).getText()).isEqualTo("first");
        assertThat(label(outcomes.get(3)).getText()).isEqualTo("last");
    }

    @Test
    void shouldKeyALabelByItsPrompt() {
        ProducerRecord<byte[], byte[]> sent =
                sent(transformer.transform(List.of(prompt(7, "seven"))).get(0));
        assertThat(sent.topic()).isEqualTo("labels");
        assertThat(sent.key()).asString().isEqualTo("prompt-7");
        assertThat(sent.partition()).isNull();
    }

    @Test
    void shouldSayWhyARecordIsRefused() {
        byte[] otherRecord = RecordCodecs.labelSpace().encode(teacher.labelSpace());
        byte[] unknown = {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        byte[] whole = RecordCodecs.prompt().encode(Prompts.of("cut off"));
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        List<TransformOutcome> outcomes = transformer.transform(Stream.of(
                        new byte[] {9, 9},
                        unknown,
                        otherRecord,
                        cut,
                        RecordCodecs.prompt().encode(Prompts.of("")))
                .map(PromptTransformerTest::record)
                .toList());
        assertThat(outcomes.stream().map(Refused.class::cast).map(Refused::reason))
                .containsExactly(
                        Decoded.Unreadable.NOT_AVRO,
                        Decoded.Unreadable.UNKNOWN_SCHEMA,
                        Decoded.Unreadable.OTHER_RECORD,
                        Decoded.Unreadable.MALFORMED,
                        UnlabellableReason.EMPTY_TEXT.wireName());
    }

    @Test
    void shouldRefuseARecordWithoutAValue() {
        var tombstone = new ConsumerRecord<>("prompts", 0, 0, new byte[0], (byte[]) null);
        assertThat(transformer.weigh(tombstone)).isPositive();
        assertThat(transformer.transform(List.of(tombstone)))
                .first()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Decoded.Unreadable.NO_VALUE));
    }

    @Test
    void shouldPassOnThatTheTeacherIsUnavailable() {
        teacher.beUnavailable(Duration.ofSeconds(3));
        assertThat(transformer
                        .transform(List.of(prompt(0, "now"), prompt(1, "later")))
                        .get(1))
                .isEqualTo(new Unavailable(Duration.ofSeconds(3), "scripted"));
    }

    @Test
    void shouldNotAskTheTeacherForNothing() {
        transformer.transform(List.of(record(new byte[] {1})));
        assertThat(teacher.asked()).isEmpty();
    }

    @Test
    void shouldRepeatTheLabelOfAPromptThatComesAgainWithoutAskingTheTeacher() {
        SoftLabel first =
                label(transformer.transform(List.of(prompt(1, "again"))).get(0));

        List<TransformOutcome> outcomes =
                transformer.transform(List.of(prompt(1, "again"), prompt(2, "new"), prompt(2, "new")));

        assertThat(label(outcomes.get(0))).isEqualTo(first);
        assertThat(label(outcomes.get(2))).isEqualTo(label(outcomes.get(1)));
        assertThat(teacher.asked()).extracting(List::size).containsExactly(1, 1);
        assertThat(meters.get("retort.teacher.repeated").counter().count()).isEqualTo(2);
    }

    @Test
    void shouldNotTakeAnotherTextOrAnotherPromptForTheSame() {
        transformer.transform(List.of(prompt(1, "one")));
        transformer.transform(List.of(prompt(1, "other"), prompt(2, "one")));

        assertThat(teacher.asked()).extracting(List::size).containsExactly(1, 2);
    }

    @Test
    void shouldWeighAPromptByItsBytes() {
        ConsumerRecord<byte[], byte[]> small =
                prompt(0, "a".repeat(64)); // whose length takes as many bytes as the other's
        ConsumerRecord<byte[], byte[]> large = prompt(0, "a".repeat(4_064));
        assertThat(transformer.weigh(large) - transformer.weigh(small)).isEqualTo(1_000);
    }

    @Test
    void shouldCountWhatItMade() {
        teacher.beUnavailable(Duration.ZERO);
        transformer.transform(List.of(prompt(0, "a"), prompt(1, "b"), prompt(2, "c")));
        transformer.transform(List.of(prompt(1, "b"), prompt(2, " "), record(new byte[] {1})));
        assertThat(meters.get("retort.teacher.labels").counter().count()).isEqualTo(2);
        assertThat(meters.get("retort.teacher.unavailable")
                        .tag("reason", "scripted")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("retort.teacher.unlabellable")
                        .tag("reason", "empty-text")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("retort.teacher.unlabellable")
                        .tag("reason", "not-avro")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("retort.teacher.batch.prompts").summary().totalAmount())
                .isEqualTo(5);
        assertThat(meters.get("retort.teacher.batch.duration").timer().count()).isEqualTo(2);
    }

    private static ConsumerRecord<byte[], byte[]> prompt(long index, String text) {
        return record(RecordCodecs.prompt().encode(Prompts.of(index, text)));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>(
                "prompts",
                0,
                0,
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                value.length,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static ProducerRecord<byte[], byte[]> sent(TransformOutcome outcome) {
        return ((Transformed) outcome).records().get(0);
    }

    private static SoftLabel label(TransformOutcome outcome) {
        return RecordCodecs.softLabel().decode(sent(outcome).value()).match(label -> label, unreadable -> {
            throw new AssertionError(unreadable);
        });
    }
}
