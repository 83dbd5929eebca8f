package io.retort.trainer.live;

import io.retort.platform.time.Time;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.journal.HighWatermarks;
import io.retort.trainer.label.Portion;
import io.retort.trainer.restore.LabelsTopic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The labels as they come, cut into batches. Partitions are assigned by hand, from the journal's offsets; a partition that
 * the assembler has enough of is paused.
 */
final class LabelFeed implements AutoCloseable {

    private static final Duration ASK = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final BatchAssembler batches;
    private final LabelsTopic topic;
    private final Time time;
    private long lastRecord;

    /** Takes over the consumer, which it closes. */
    LabelFeed(
            Consumer<byte[], byte[]> consumer,
            BatchAssembler batches,
            LabelsTopic topic,
            Map<Integer, Long> next,
            Time time) {
        this.consumer = consumer;
        this.batches = batches;
        this.topic = topic;
        this.time = time;
        this.lastRecord = time.nanos();
        consumer.assign(topic.allPartitions());
        next.forEach((partition, offset) -> consumer.seek(new TopicPartition(topic.name(), partition), offset));
    }

    /**
     * Fetches what there is.
     *
     * @throws TrainerException LABELS_GONE if labels that are in no step yet were deleted
     */
    void poll(Duration wait) {
        throttle();
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                batches.add(record);
            }
            if (!records.isEmpty()) {
                lastRecord = time.nanos();
            }
        } catch (OffsetOutOfRangeException e) {
            throw gone(e);
        }
    }

    Optional<List<Portion>> nextBatch() {
        return batches.next();
    }

    Optional<List<Portion>> restOfBatches() {
        return batches.rest();
    }

    /** Whether no label has come for a time and none can be fetched, not even from behind an open transaction. */
    boolean isIdle(Duration duration, HighWatermarks watermarks) {
        return time.since(lastRecord).compareTo(duration) >= 0 && hasFetched(watermarks.of(consumer.assignment()));
    }

    /** Where the topic ends now. */
    Map<TopicPartition, Long> ends(HighWatermarks watermarks) {
        return watermarks.of(consumer.assignment());
    }

    /** Whether each partition has given all before its end, or as much as the assembler takes for now. */
    boolean hasFetched(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end ->
                        batches.isFull(end.getKey().partition()) || consumer.position(end.getKey()) >= end.getValue());
    }

    /** Labels that are committed and in no batch, as far as the last fetch knows. */
    long lag() {
        long behind = batches.waiting();
        for (TopicPartition partition : consumer.assignment()) {
            behind += consumer.currentLag(partition).orElse(0);
        }
        return behind;
    }

    /** Whether the topic has more partitions than are assigned; no if that cannot be asked now. */
    boolean hasGrown() {
        try {
            return consumer.partitionsFor(topic.name(), ASK).size() > topic.partitions();
        } catch (TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void throttle() {
        Set<TopicPartition> full = new HashSet<>();
        Set<TopicPartition> open = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            (batches.isFull(partition.partition()) ? full : open).add(partition);
        }
        consumer.pause(full);
        consumer.resume(open);
    }

    private TrainerException gone(OffsetOutOfRangeException cause) {
        String partitions = cause.offsetOutOfRangePartitions().entrySet().stream()
                .map(entry -> entry.getKey() + " from offset " + entry.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        return new TrainerException(
                Reason.LABELS_GONE,
                "labels that are in no step yet are no longer in the topic: " + partitions
                        + "; they were deleted before they were learned",
                cause);
    }
}
