package io.retort.platform.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a {@link TransformLoop} does with records. {@link #transform} is called by one thread, the same each time, which is
 * not the consumer's: it may take long. {@link #weigh} is called by the consumer's thread and must not.
 */
public interface Transformer {

    /**
     * Answers records, without an effect of its own that counts: what it returns may be dropped and the records come again,
     * here or to another instance.
     *
     * @param records one or more, in the order in which they came, as bytes: what cannot be read is refused here
     * @return an outcome for each record, in the same order
     * @throws RuntimeException a fault that is neither a record's nor passing: the loop ends with it, and commits nothing of
     *     this batch
     */
    List<TransformOutcome> transform(List<ConsumerRecord<byte[], byte[]>> records);

    /**
     * What a record counts against {@link BatchLimits#weight()}, such as its tokens or bytes.
     *
     * @return zero or more
     */
    default long weigh(ConsumerRecord<byte[], byte[]> record) {
        return 0;
    }
}
