package io.retort.trainer.support;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Support;
import io.retort.schemas.record.TeacherIdentity;
import io.retort.schemas.serde.RecordCodecs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Soft labels for tests: a function of their number. */
public final class Labels {

    public static final String TOPIC = "retort.soft-labels";
    public static final LabelSpace SPACE = space(List.of("alpha", "beta", "gamma"));

    private static final String[] WORDS = {"where", "card", "refund", "order", "late", "cancel", "please", "why", "my"};

    private Labels() {}

    public static LabelSpace space(List<String> names) {
        return new LabelSpace(
                LabelSpaceKind.CLASSES, Fingerprints.ofClasses(names), names.size(), names, Instant.ofEpochMilli(0));
    }

    /** A good label; the same number, the same label. */
    public static SoftLabel.Builder label(int number) {
        Random random = new Random(number);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        text.append(number);
        double[] scores = new double[3];
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            scores[c] = Math.exp(2 * random.nextGaussian() + (text.charAt(0) % 3 == c ? 3 : 0));
            sum += scores[c];
        }
        float[] logs = new float[3];
        for (int c = 0; c < 3; c++) {
            logs[c] = (float) Math.log(scores[c] / sum);
        }
        Distribution distribution = new Distribution(new int[] {0, 1, 2}, logs, Float.NEGATIVE_INFINITY);
        return SoftLabel.newBuilder()
                .setPromptId("prompt-" + number)
                .setInputHash(Fingerprints.ofText(text.toString()))
                .setTeacher(new TeacherIdentity("test", "1", Fingerprints.ofText("test")))
                .setGrantId(number % 2 == 0 ? null : "grant-1")
                .setLabelSpace(PlainStudents.reference(SPACE))
                .setText(text.toString())
                .setTokens(ByteBuffer.allocate(0))
                .setSpans(List.of())
                .setTemperature(0.05f)
                .setSupport(Support.FULL)
                .setPositions(1)
                .setDistributions(
                        ByteBuffer.wrap(new LabelDistributionCodec().encode(Support.FULL, List.of(distribution), 3)))
                .setPolicy("test")
                .setPromptArrivedAt(Instant.ofEpochMilli(1_000L + number))
                .setLabelledAt(Instant.ofEpochMilli(2_000L + number));
    }

    public static byte[] key(int number) {
        return ("prompt-" + number).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] value(int number) {
        return RecordCodecs.softLabel().encode(label(number).build());
    }

    public static ConsumerRecord<byte[], byte[]> record(int partition, long offset, int number) {
        return record(partition, offset, key(number), value(number));
    }

    public static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                0,
                TimestampType.LOG_APPEND_TIME,
                key.length,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    /** Good labels at consecutive offsets, numbered by their offsets. */
    public static List<ConsumerRecord<byte[], byte[]>> records(int partition, long from, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (long offset = from; offset < from + count; offset++) {
            records.add(record(partition, offset, (int) (partition * 100_000 + offset)));
        }
        return records;
    }
}
