package io.retort.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records, in order. */
public final class TopicWriter implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final TopicNames names;

    public TopicWriter(String bootstrapServers, TopicNames names) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
        this.names = names;
    }

    /** @param headers names and values in turn */
    public void write(Topic topic, String key, byte[] value, String... headers) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(names.of(topic), key.getBytes(UTF_8), value);
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
        }
        producer.send(record).get(30, TimeUnit.SECONDS);
    }

    void write(Topic topic, int partition, String key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(names.of(topic), partition, key.getBytes(UTF_8), value));
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
