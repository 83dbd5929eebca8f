package io.retort.teacher;

import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The two ends of a teacher, seen from outside: prompts in, labels and dead letters out. */
final class PromptTopic implements AutoCloseable {

    private final TopicNames names;
    private final TopicReader reader;
    private final Producer<byte[], byte[]> producer;

    PromptTopic(String bootstrapServers, TopicNames names) {
        this.names = names;
        reader = new TopicReader(bootstrapServers);
        producer = new KafkaClients(new KafkaSettings(bootstrapServers), "prompts").idempotentProducer();
    }

    /** Sends prompts with these indexes and waits until they are written. */
    void send(long from, long to) {
        LongStream.range(from, to).forEach(index -> send(Prompts.of(index, "prompt number " + index)));
        producer.flush();
    }

    void send(Prompt prompt) {
        var unused = producer.send(new ProducerRecord<>(
                names.of(Topic.PROMPTS), key(prompt), RecordCodecs.prompt().encode(prompt)));
    }

    /** Sends bytes as a prompt of partition 0, and waits until they are written. */
    void sendRaw(byte[] key, byte[] value) throws ExecutionException, InterruptedException {
        var record = new ProducerRecord<>(names.of(Topic.PROMPTS), 0, key, value);
        record.headers().add("origin", new byte[] {7});
        producer.send(record).get();
    }

    List<ConsumerRecord<byte[], byte[]>> labels() {
        return reader.committed(names.of(Topic.SOFT_LABELS));
    }

    List<ConsumerRecord<byte[], byte[]>> labelsAbortedToo() {
        return reader.uncommitted(names.of(Topic.SOFT_LABELS));
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return reader.committed(names.of(Topic.DEAD_LETTERS));
    }

    List<ConsumerRecord<byte[], byte[]>> labelSpaces() {
        return reader.committed(names.of(Topic.LABEL_SPACES));
    }

    /** The keys of a topic's committed records, in order, by partition. */
    Map<Integer, List<String>> keys(Topic topic) {
        return reader.committed(names.of(topic)).stream()
                .collect(Collectors.groupingBy(
                        ConsumerRecord::partition,
                        Collectors.mapping(
                                record -> new String(record.key(), StandardCharsets.UTF_8), Collectors.toList())));
    }

    /** How many offsets of the labels are taken, by markers and aborted records too. */
    long labelsEnd() {
        return reader.highWaterMarks(names.of(Topic.SOFT_LABELS)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Whether no transaction is open on the labels. */
    boolean isSettled() {
        String labels = names.of(Topic.SOFT_LABELS);
        return reader.lastStableOffsets(labels).equals(reader.highWaterMarks(labels));
    }

    static SoftLabel label(ConsumerRecord<byte[], byte[]> record) {
        return RecordCodecs.softLabel().decode(record.value()).match(label -> label, unreadable -> {
            throw new AssertionError(unreadable);
        });
    }

    @Override
    public void close() {
        producer.close();
    }

    private static byte[] key(Prompt prompt) {
        return prompt.getId().getBytes(StandardCharsets.UTF_8);
    }
}
