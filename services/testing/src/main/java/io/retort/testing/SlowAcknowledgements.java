package io.retort.testing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes a near broker seem a far one: a transaction stays open for a while after its first record was acknowledged. Between a
 * test and a broker on one machine it is open for a millisecond or two, and no signal from outside would ever find it so.
 *
 * <p>A consumer interceptor as well, since both kinds of client are given the same properties.
 */
public final class SlowAcknowledgements
        implements ProducerInterceptor<byte[], byte[]>, ConsumerInterceptor<byte[], byte[]> {

    private static final Duration OPEN = Duration.ofMillis(50);

    private long lastHeld = System.nanoTime() - OPEN.toNanos();

    /** What a client that is to be slow has among its properties. */
    public static Map<String, String> properties() {
        return Map.of("interceptor.classes", SlowAcknowledgements.class.getName());
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        return record;
    }

    /** Called by the client's network thread, so the commit cannot go out before it returns. */
    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
        if (System.nanoTime() - lastHeld >= OPEN.toNanos()) {
            LockSupport.parkNanos(OPEN.toNanos());
            lastHeld = System.nanoTime();
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> properties) {}

    @Override
    public void close() {}
}
