package io.retort.platform.kafka;

import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A transaction and its first failure. The client forgets a failure that was thrown by {@code send} itself (a record it
 * could not serialize); a body that swallows one must not commit without that record.
 */
final class OpenTransaction implements Transaction {

    private final Producer<byte[], byte[]> producer;
    /** Written by the client's thread too, from the callbacks. */
    private final AtomicReference<@Nullable KafkaException> failure = new AtomicReference<>();

    private boolean open = true;

    OpenTransaction(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        // Each further send would block for the client's time-out again, in a transaction that cannot commit any more.
        throwFailure();
        return noting(() -> producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                note(asKafkaException(exception));
            }
        }));
    }

    @Override
    public void sendOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        noting(() -> {
            producer.sendOffsetsToTransaction(offsets, group);
            return offsets;
        });
    }

    @Override
    public void flush() {
        noting(() -> {
            producer.flush();
            return this;
        });
        throwFailure();
    }

    /** Throws the first failure there has been, if any. */
    void throwFailure() {
        KafkaException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    /** The first failure if there has been one, which says more than the client's later "in an error state". */
    KafkaException causeOr(KafkaException later) {
        KafkaException first = failure.get();
        return first == null ? later : first;
    }

    /** The body has returned. */
    void end() {
        open = false;
    }

    private <T> T noting(Supplier<T> call) {
        if (!open) {
            throw new IllegalStateException("the transaction has ended");
        }
        try {
            return call.get();
        } catch (KafkaException e) {
            note(e);
            throw e;
        }
    }

    private void note(KafkaException exception) {
        failure.compareAndSet(null, exception);
    }

    private static KafkaException asKafkaException(Exception exception) {
        return exception instanceof KafkaException kafka ? kafka : new KafkaException(exception);
    }
}
