package io.retort.producer.source;

import io.retort.schemas.record.Sha256;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic whose partitions are assigned and sought already. */
final class TopicReader implements SourceReader {

    private final String sourceId;
    private final ConsumerGroupMetadata group;
    private final Consumer<byte[], byte[]> consumer;
    private final ContentCheck check;
    private final Sha256 identity;
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    private ConsumerRecords<byte[], byte[]> polled = ConsumerRecords.empty();
    private Iterator<ConsumerRecord<byte[], byte[]>> left = Collections.emptyIterator();
    private long records;

    TopicReader(
            String sourceId,
            String group,
            Consumer<byte[], byte[]> consumer,
            ContentCheck check,
            ReadPosition from,
            Sha256 identity) {
        this.sourceId = sourceId;
        // Partitions are assigned by hand: the fence is the transactional id, not a membership.
        this.group = new ConsumerGroupMetadata(group);
        this.consumer = consumer;
        this.check = check;
        this.identity = identity;
        this.records = from.records();
    }

    @Override
    public ReadOutcome next(Duration wait) {
        if (!left.hasNext() && !poll(wait)) {
            return new ReadOutcome.Pending();
        }
        ConsumerRecord<byte[], byte[]> record = left.next();
        records++;
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        next.put(partition, new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
        if (!left.hasNext()) {
            next.putAll(polled.nextOffsets()); // past transaction markers, which no record stands for
        }
        return check.read(record, "record " + partition + " at offset " + record.offset());
    }

    @Override
    public ReadPosition position() {
        return new ReadPosition(records, 0, identity);
    }

    @Override
    public Optional<GroupOffsets> groupOffsets() {
        return Optional.of(new GroupOffsets(group, next));
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean poll(Duration wait) {
        try {
            polled = consumer.poll(wait);
        } catch (OffsetOutOfRangeException e) {
            throw new UnusableSourceException(
                    sourceId + " no longer has what comes next: its retention has deleted the records at "
                            + e.offsetOutOfRangePartitions() + ". Set the offsets of group " + group.groupId()
                            + " with kafka-consumer-groups --reset-offsets to go on behind the gap.",
                    e);
        }
        left = polled.iterator();
        return left.hasNext();
    }
}
