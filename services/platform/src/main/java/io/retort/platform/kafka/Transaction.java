package io.retort.platform.kafka;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** A transaction that is open. Its methods throw the client's exceptions, which the body lets pass. */
public interface Transaction {

    /**
     * Sends a record. A failure need not be looked for: a transaction with a record that failed does not commit, and further
     * sends throw that failure. A record that is too large fails the whole transaction, each time it is tried: measure it
     * before with {@link RecordSizes}.
     *
     * @return the record's position, once the broker has it; it counts only when the transaction has committed
     */
    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record);

    /**
     * Commits a group's offsets with the transaction. Blocks until the group's coordinator has them. A topic that does not
     * exist blocks until the client's time-out: validate topics first.
     *
     * @param offsets the next offset to read of each partition, from the poll that gave the records
     * @param group the group's metadata, from the same poll
     */
    void sendOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group);

    /**
     * Blocks until each record sent is with the broker or has failed, which takes up to the client's delivery time-out, two
     * minutes by default; throws the first failure. The commit does the same within the producer's deadline.
     */
    void flush();
}
