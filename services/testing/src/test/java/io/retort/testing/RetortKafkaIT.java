package io.retort.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetortKafkaIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.withPartitions(3);

    @Test
    void shouldHoldTheCatalogue() {
        assertThat(TopicCatalogue.validate(kafka.admin(), kafka.topicNames())).isEmpty();
        String prompts = kafka.topicNames().of(Topic.PROMPTS);
        assertThat(new TopicReader(kafka.bootstrapServers()).highWaterMarks(prompts))
                .hasSize(3);
    }

    @Test
    void shouldKeepItsAddressAndRecordsWhenStoppedAndStarted() throws Exception {
        String topic = kafka.topicNames().of(Topic.DEAD_LETTERS);
        String before = kafka.bootstrapServers();
        try (Producer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, topic, "before");

            kafka.stop();
            kafka.start();

            send(producer, topic, "after");
        }
        assertThat(kafka.bootstrapServers()).isEqualTo(before);
        assertThat(new TopicReader(kafka.bootstrapServers()).committed(topic))
                .extracting(found -> new String(found.value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void shouldTellCommittedRecordsFromAllOthers() throws Exception {
        String topic = kafka.topicNames().of(Topic.SOURCES);
        TopicReader reader = new TopicReader(kafka.bootstrapServers());
        try (Producer<byte[], byte[]> producer = producer(Map.of("transactional.id", "reader-test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, topic, "aborted");
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, topic, "committed");
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, topic, "open");

            assertThat(reader.uncommitted(topic))
                    .extracting(found -> new String(found.value(), StandardCharsets.UTF_8))
                    .containsExactly("aborted", "committed", "open");
            // aborted, its marker, committed, its marker, open
            assertThat(reader.highWaterMarks(topic).values()).containsExactly(5L);
            assertThat(reader.lastStableOffsets(topic).values()).containsExactly(4L);

            producer.abortTransaction();
        }
        assertThat(reader.committed(topic))
                .extracting(found -> new String(found.value(), StandardCharsets.UTF_8))
                .containsExactly("committed");
    }

    private static void send(Producer<byte[], byte[]> producer, String topic, String value) throws Exception {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, bytes, bytes)).get(30, TimeUnit.SECONDS);
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> overrides) {
        Map<String, Object> settings = new HashMap<>(overrides);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
