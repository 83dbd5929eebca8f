package io.retort.producer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.kafka.BatchLimits;
import io.retort.platform.kafka.DeadLetters;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.platform.kafka.RetrySettings;
import io.retort.producer.source.PromptSource;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SourcePosition;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A set of Retort's topics, producers that write to it, and what they have written. */
final class ProducedTopics {

    /** Small transactions, and many of them. */
    static final ProducerSettings SMALL_BATCHES = new ProducerSettings(
            new BatchLimits(10, 1024 * 1024, Duration.ofMillis(20)),
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            new RetrySettings(Duration.ofMillis(20), Duration.ofMillis(200)));

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopicNames names;
    private final KafkaClients clients;
    private final TopicReader reader;

    ProducedTopics(String bootstrapServers, TopicNames names) {
        this.names = names;
        this.clients = new KafkaClients(new KafkaSettings(bootstrapServers), "test");
        this.reader = new TopicReader(bootstrapServers);
    }

    TopicNames names() {
        return names;
    }

    KafkaClients clients() {
        return clients;
    }

    ProducerService service(PromptSource source, ProducerSettings settings) {
        return new ProducerService(clients, names, source, settings, meters);
    }

    /** Runs a producer to the source's end. */
    ProducerFigures produce(PromptSource source) {
        try (ProducerService service = service(source, SMALL_BATCHES)) {
            service.run();
            return service.figures();
        }
    }

    /** A source's committed prompts in the order of their index. */
    List<Prompt> prompts(PromptSource source) {
        return reader.committed(names.of(Topic.PROMPTS)).stream()
                .map(ProducedTopics::prompt)
                .filter(prompt -> prompt.getSourceId().equals(source.id()))
                .sorted(Comparator.comparingLong(Prompt::getSourceIndex))
                .toList();
    }

    List<String> texts(PromptSource source) {
        return prompts(source).stream().map(Prompt::getText).toList();
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return reader.committed(names.of(Topic.DEAD_LETTERS));
    }

    /** Prompts and positions that were sent and do not count. */
    long aborted() {
        return List.of(Topic.PROMPTS, Topic.SOURCES).stream()
                .map(names::of)
                .mapToLong(topic -> (long) reader.uncommitted(topic).size()
                        - reader.committed(topic).size())
                .sum();
    }

    /** How many of its transactions ended like this: {@code committed}, {@code aborted} or {@code lost}. */
    double transactions(PromptSource source, String outcome) {
        return meters.counter("retort.producer.transactions", "source", source.id(), "outcome", outcome)
                .count();
    }

    boolean hasOpenTransaction() {
        return List.of(Topic.PROMPTS, Topic.SOURCES, Topic.DEAD_LETTERS).stream()
                .map(names::of)
                .anyMatch(topic -> !reader.highWaterMarks(topic).equals(reader.lastStableOffsets(topic)));
    }

    SourcePosition position(PromptSource source) {
        return reader.committed(names.of(Topic.SOURCES)).stream()
                .filter(found -> text(found.key()).equals(source.id()))
                .reduce((first, second) -> second)
                .map(found -> value(RecordCodecs.sourcePosition().decode(found.value())))
                .orElseThrow();
    }

    static Prompt prompt(ConsumerRecord<byte[], byte[]> found) {
        return value(RecordCodecs.prompt().decode(found.value()));
    }

    static String reason(ConsumerRecord<byte[], byte[]> deadLetter) {
        return header(deadLetter, DeadLetters.REASON);
    }

    static String header(ConsumerRecord<byte[], byte[]> deadLetter, String name) {
        return text(Objects.requireNonNull(deadLetter.headers().lastHeader(name), name)
                .value());
    }

    private static <T> T value(Decoded<T> decoded) {
        return decoded.match(read -> read, unreadable -> {
            throw new AssertionError(unreadable.message());
        });
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
