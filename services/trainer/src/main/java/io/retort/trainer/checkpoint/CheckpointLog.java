package io.retort.trainer.checkpoint;

import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.trainer.StopSignal;
import io.retort.trainer.journal.HighWatermarks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads announcements: one by its offset, or all of a student's that were not retired. */
public final class CheckpointLog {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointLog.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;
    private final HighWatermarks watermarks;
    private final TopicPartition partition;
    private final StopSignal stop;
    private final RecordCodec<Checkpoint> codec = RecordCodecs.checkpoint();

    public CheckpointLog(KafkaClients clients, HighWatermarks watermarks, String topic, StopSignal stop) {
        this.clients = clients;
        this.watermarks = watermarks;
        this.partition = new TopicPartition(topic, 0);
        this.stop = stop;
    }

    /** The key of a checkpoint's announcement. */
    public static byte[] key(String student, String id) {
        return (student + "/" + id).getBytes(StandardCharsets.UTF_8);
    }

    /** The announcement at an offset, if it still stands there and is this student's. */
    public Optional<AnnouncedCheckpoint> at(long offset, String student) {
        try (Consumer<byte[], byte[]> consumer = clients.consumer(Map.of("max.poll.records", 1))) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            long end = watermarks.of(partition);
            while (consumer.position(partition) < end) {
                stop.check();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    return record.offset() == offset ? decode(record, student) : Optional.empty();
                }
            }
            return Optional.empty();
        }
    }

    /** The student's announced checkpoints in the order of their announcement, without those that were retired. */
    public List<AnnouncedCheckpoint> all(String student) {
        Map<String, AnnouncedCheckpoint> announced = new LinkedHashMap<>();
        try (Consumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = watermarks.of(partition);
            while (consumer.position(partition) < end) {
                stop.check();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        announced.remove(key);
                    } else {
                        decode(record, student).ifPresent(checkpoint -> announced.put(key, checkpoint));
                    }
                }
            }
        }
        return new ArrayList<>(announced.values());
    }

    private Optional<AnnouncedCheckpoint> decode(ConsumerRecord<byte[], byte[]> record, String student) {
        if (record.value() == null) {
            return Optional.empty();
        }
        return codec.decode(record.value())
                .match(
                        read -> read.getStudent().equals(student)
                                ? Optional.of(new AnnouncedCheckpoint(read, record.offset()))
                                : Optional.empty(),
                        unreadable -> {
                            LOG.atWarn()
                                    .addKeyValue("topic", record.topic())
                                    .addKeyValue("offset", record.offset())
                                    .addKeyValue("reason", unreadable.reason())
                                    .log("skipped a record of checkpoints that cannot be read");
                            return Optional.empty();
                        });
    }
}
