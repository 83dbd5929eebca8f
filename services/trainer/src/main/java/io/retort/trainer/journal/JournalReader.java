package io.retort.trainer.journal;

import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.trainer.StopSignal;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a student's entries to the journal's end. The end is the high watermark: the end that a read_committed consumer is
 * told hides our own committed tail behind another student's open transaction.
 */
public final class JournalReader {

    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final HighWatermarks watermarks;
    private final String topic;
    private final StopSignal stop;
    private final RecordCodec<JournalEntry> codec = RecordCodecs.journalEntry();

    public JournalReader(KafkaClients clients, HighWatermarks watermarks, String topic, StopSignal stop) {
        this.clients = clients;
        this.watermarks = watermarks;
        this.topic = topic;
        this.stop = stop;
    }

    /** An entry and where it stands in the journal's partition. */
    public record Located(JournalEntry entry, long offset) {}

    /**
     * Hands the student's entries from an offset on to the sink, in order, until the end or until the sink has enough.
     *
     * @param sink returns whether it wants more
     * @return the end: where the next entry will stand, at least
     */
    public long read(int partition, long from, String student, Predicate<Located> sink) {
        TopicPartition journal = new TopicPartition(topic, partition);
        long end = watermarks.of(journal);
        try (Consumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
            consumer.assign(List.of(journal));
            consumer.seek(journal, from);
            Waiting waiting = new Waiting(PATIENCE);
            long position = from;
            while (position < end) {
                stop.check();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (isOf(student, record) && !sink.test(new Located(decode(record), record.offset()))) {
                        return end;
                    }
                }
                long reached = consumer.position(journal);
                if (reached == position && waiting.isLong()) {
                    LOG.atWarn()
                            .addKeyValue("student", student)
                            .addKeyValue("topic", topic)
                            .addKeyValue("partition", partition)
                            .addKeyValue("offset", position)
                            .log("waiting for an open transaction in the journal to end");
                } else if (reached > position) {
                    waiting.begin();
                }
                position = reached;
            }
            return end;
        } catch (OffsetOutOfRangeException e) {
            throw new TrainerException(
                    Reason.JOURNAL_BROKEN,
                    "the journal of student " + student + " has to be read from offset " + from + " of " + journal
                            + ", which is no longer there: its retention is shorter than the checkpoint's age",
                    e);
        }
    }

    private static boolean isOf(String student, ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && student.equals(new String(record.key(), StandardCharsets.UTF_8));
    }

    private JournalEntry decode(ConsumerRecord<byte[], byte[]> record) {
        Decoded<JournalEntry> decoded = codec.decode(record.value());
        return decoded.match(entry -> entry, unreadable -> {
            throw new TrainerException(
                    Reason.JOURNAL_BROKEN,
                    "the journal record at offset " + record.offset() + " of " + topic + "-" + record.partition()
                            + " cannot be read: " + unreadable.message());
        });
    }
}
