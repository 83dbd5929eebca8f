package io.retort.producer.source;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of sources that are no topics, in the form in which a topic would give them. */
final class Originals {

    private Originals() {}

    /**
     * A record.
     *
     * @param index its index in the source, from 0
     */
    @SuppressWarnings("NullAway") // Kafka takes null for "no key".
    static ConsumerRecord<byte[], byte[]> of(String sourceId, long index, byte[] bytes) {
        return new ConsumerRecord<>(sourceId, 0, index, null, bytes);
    }
}
