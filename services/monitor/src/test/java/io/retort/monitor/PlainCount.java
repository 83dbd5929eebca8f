package io.retort.monitor;

import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Step;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Figures by the simplest means: one loop over the records as they lie in their partitions, and nothing of the monitor's. */
final class PlainCount {

    private static final long WINDOW = 5_000;

    /** What one window of one partition holds. */
    static final class Sum {
        long count;
        long bytes;
        long late;
        long novel;
        double loss;
        final Map<Integer, Long> classes = new HashMap<>();
    }

    /** Adds one record to a sum. */
    private interface Adding {
        void to(Sum sum);
    }

    private final Map<String, Sum> sums;
    private final long grace;
    private final Map<Integer, Long> newest = new HashMap<>();

    PlainCount(Map<String, Sum> sums, Duration grace) {
        this.sums = sums;
        this.grace = grace.toMillis();
    }

    void prompts(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Prompt prompt = read(RecordCodecs.prompt(), record);
            add("prompts/", record, prompt.getArrivedAt().toEpochMilli(), sum -> {
                sum.count++;
                sum.bytes += record.key().length + record.value().length;
            });
        }
    }

    void labels(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            SoftLabel label = read(RecordCodecs.softLabel(), record);
            // The bytes of the test's labels: version, support, then one number a class on which less is more.
            byte[] bytes = label.getDistributions().array();
            int[] codes = new int[3];
            int best = 0;
            for (int id = 0; id < 3; id++) {
                codes[id] = (bytes[2 + 2 * id] & 0xff) << 8 | bytes[3 + 2 * id] & 0xff;
                best = codes[id] < codes[best] ? id : best;
            }
            int chosen = best;
            add(
                    "teacher/" + label.getTeacher().getId(),
                    record,
                    label.getLabelledAt().toEpochMilli(),
                    sum -> {
                        sum.count++;
                        sum.bytes += record.key().length + record.value().length;
                        sum.classes.merge(chosen, 1L, Long::sum);
                    });
        }
    }

    void journal(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            JournalEntry entry = read(RecordCodecs.journalEntry(), record);
            Step step = (Step) entry.getBody();
            add("student/" + entry.getStudent(), record, entry.getWrittenAt().toEpochMilli(), sum -> {
                sum.count++;
                sum.novel += step.getNovel();
                sum.loss += step.getNovelLoss() * step.getNovelPositions();
            });
        }
    }

    private void add(String subject, ConsumerRecord<?, ?> record, long at, Adding adding) {
        long time = Math.max(newest.getOrDefault(record.partition(), 0L), at);
        newest.put(record.partition(), time);
        long start = at / WINDOW * WINDOW;
        boolean late = start + WINDOW + grace <= time;
        long counted = late ? time / WINDOW * WINDOW : start;
        Sum sum = sums.computeIfAbsent(subject + "/" + counted + "/" + record.partition(), key -> new Sum());
        if (late) {
            sum.late++;
        } else {
            adding.to(sum);
        }
    }

    private static <T extends SpecificRecord> T read(RecordCodec<T> codec, ConsumerRecord<byte[], byte[]> record) {
        return codec.decode(record.value()).<T>match(read -> read, fault -> {
            throw new AssertionError(fault.message());
        });
    }
}
