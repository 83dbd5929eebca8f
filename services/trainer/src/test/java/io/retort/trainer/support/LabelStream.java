package io.retort.trainer.support;

import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes soft labels in transactions, some of them aborted, so that offsets have holes as they have in earnest. */
public final class LabelStream implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final IntFunction<byte[]> values;
    private int next;

    public LabelStream(String bootstrapServers, TopicNames topics) {
        this(bootstrapServers, topics, Labels::value);
    }

    /** @param values a label's bytes by its number */
    public LabelStream(String bootstrapServers, TopicNames topics, IntFunction<byte[]> values) {
        this.values = values;
        this.producer = new KafkaClients(new KafkaSettings(bootstrapServers, Map.of()), "label-stream")
                .transactionalProducer("label-stream-" + UUID.randomUUID(), Duration.ofSeconds(30));
        this.topic = topics.of(Topic.SOFT_LABELS);
        producer.initTransactions();
    }

    /** Commits the next labels, spread over the partitions by their keys. */
    public LabelStream commit(int count) {
        producer.beginTransaction();
        send(count);
        producer.commitTransaction();
        return this;
    }

    /** Writes labels that never count. */
    public LabelStream abort(int count) {
        producer.beginTransaction();
        int first = next;
        send(count);
        producer.flush();
        producer.abortTransaction();
        next = first;
        return this;
    }

    /** Commits one record as it is. */
    public LabelStream commit(byte[] key, byte[] value) {
        producer.beginTransaction();
        var unused = producer.send(new ProducerRecord<>(topic, key, value));
        producer.commitTransaction();
        return this;
    }

    /** Labels committed or open so far. */
    public int count() {
        return next;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            int number = next++;
            var unused = producer.send(new ProducerRecord<>(topic, Labels.key(number), values.apply(number)));
        }
    }
}
