package io.retort.server.gate;

import io.retort.learning.label.LabelReader;
import io.retort.learning.label.LabelReading;
import io.retort.learning.student.Example;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.NextOffset;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The labels that a candidate has not learned, and so no earlier student has either: those at and after the offsets its
 * announcement names. Used by one thread.
 */
final class UnseenLabels implements AutoCloseable {

    private static final Duration ASK = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final int size;
    private final RecordCodec<SoftLabel> codec = RecordCodecs.softLabel();
    private EvidenceWindow window;
    private @Nullable LabelReader reader;
    private @Nullable Map<TopicPartition, Long> ends;

    /**
     * @param consumer of committed records, owned
     * @param size of the window
     */
    UnseenLabels(Consumer<byte[], byte[]> consumer, String topic, int size) {
        this.consumer = consumer;
        this.topic = topic;
        this.size = size;
        this.window = new EvidenceWindow(size);
    }

    /** Begins with what a candidate has not learned. */
    void begin(Checkpoint candidate, JudgedStudent student) {
        Map<Integer, Long> next =
                candidate.getNext().stream().collect(Collectors.toMap(NextOffset::getPartition, NextOffset::getOffset));
        List<TopicPartition> partitions = consumer.partitionsFor(topic, ASK).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        window = new EvidenceWindow(size);
        reader = new LabelReader(candidate.getLabelSpace(), student::misfit);
        ends = null;
        consumer.assign(partitions);
        // A partition its trainer did not know of has no label it has learned.
        partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition.partition(), 0L)));
    }

    /** Wants no more labels for now. */
    void end() {
        consumer.unsubscribe();
        window = new EvidenceWindow(size);
        reader = null;
        ends = null;
    }

    /** Waits for labels and takes them; whether the window is full, and no label can come any more that belongs before its last. */
    boolean gather(Duration wait) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
                take(record);
            }
        } catch (OffsetOutOfRangeException e) {
            moveOn(e.offsetOutOfRangePartitions());
            return false;
        }
        consumer.pause(consumer.assignment().stream()
                .filter(partition -> !window.isOpen(partition.partition()))
                .toList());
        return window.hasEnough() && hasReadOn();
    }

    /** Labels at hand. */
    int gathered() {
        return window.gathered();
    }

    List<Example> examples() {
        return window.examples();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (reader != null && window.isOpen(record.partition())) {
            read(reader, record.value())
                    .ifPresent(fit -> window.take(record.partition(), record.offset(), record.timestamp(), fit));
        }
    }

    /** What a trainer would refuse is no evidence. */
    private Optional<LabelReading.Fit> read(LabelReader ofCandidate, byte @Nullable [] value) {
        return codec.decode(value)
                .match(
                        label -> ofCandidate
                                .read(label)
                                .match(Optional::of, unfit -> Optional.<LabelReading.Fit>empty()),
                        unreadable -> Optional.empty());
    }

    // What a slower partition holds may be older than what a faster one gave.
    private boolean hasReadOn() {
        if (ends == null) {
            ends = new HashMap<>(consumer.endOffsets(new ArrayList<>(consumer.assignment()), ASK));
        }
        return ends.entrySet().stream()
                .allMatch(end ->
                        !window.isOpen(end.getKey().partition()) || consumer.position(end.getKey()) >= end.getValue());
    }

    /** Labels that were deleted before they were looked at are no evidence; those after them are. */
    private void moveOn(Map<TopicPartition, Long> unreadable) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(unreadable.keySet(), ASK);
        unreadable.forEach((partition, offset) -> {
            long begin = begins.getOrDefault(partition, 0L);
            if (offset < begin) {
                consumer.seek(partition, begin);
            } else {
                consumer.seekToEnd(List.of(partition)); // the log has lost its end; what comes anew is not learned
            }
        });
    }
}
