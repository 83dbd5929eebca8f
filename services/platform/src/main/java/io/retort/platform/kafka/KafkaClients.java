package io.retort.platform.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes clients whose settings keep Retort's promises: every producer is idempotent with {@code acks=all}, every consumer
 * sees only what is committed and commits nothing by itself. Keys and values are bytes: a record that cannot be read must
 * not fail inside the client. The caller closes what it is given. Safe for use by several threads.
 */
public final class KafkaClients {

    /**
     * The largest record a producer sends, in bytes before compression, {@value}: above the largest topic's limit, so that
     * the topics' own limits are what counts.
     */
    public static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    /** One soft label of a language model fills the default 16 KiB: zstd then has nothing to find. */
    private static final int BATCH_BYTES = 256 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024 * 1024;

    /** How long one call may block. Calls that may be repeated are, until the caller's deadline: see TransactionalProducer. */
    private static final Duration MAX_BLOCK = Duration.ofSeconds(10);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** How long a record of a transaction may wait for the broker; more than one request's time-out. */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(15);

    private final KafkaSettings settings;
    private final String clientId;

    /** @param clientId the service's name in the broker's logs and metrics, such as {@code retort-teacher} */
    public KafkaClients(KafkaSettings settings, String clientId) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clientId = Objects.requireNonNull(clientId, "clientId");
    }

    /** A client for topics, groups and offsets. */
    public Admin admin() {
        return Admin.create(common("admin"));
    }

    /**
     * A consumer of committed records. Without a committed offset or with one that is gone it throws, unless
     * {@code auto.offset.reset} is overridden: silently starting somewhere loses or repeats records.
     *
     * @param overrides what this consumer needs beside or instead, {@code group.id} for one; these win
     */
    public Consumer<byte[], byte[]> consumer(Map<String, Object> overrides) {
        Map<String, Object> properties = common("consumer");
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "none");
        properties.put("allow.auto.create.topics", false);
        properties.putAll(overrides);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer that writes each record once as long as it lives, outside of transactions. */
    public Producer<byte[], byte[]> idempotentProducer() {
        return producer(producerProperties("producer"));
    }

    /**
     * A producer for {@link TransactionalProducer}.
     *
     * @param transactionalId the same at each start of the same instance, and of no other
     * @param transactionTimeout after how long the broker ends a transaction that is left open; readers of committed records
     *     wait that long behind it
     */
    public Producer<byte[], byte[]> transactionalProducer(String transactionalId, Duration transactionTimeout) {
        Map<String, Object> properties = producerProperties("producer");
        properties.put("transactional.id", transactionalId);
        properties.put("transaction.timeout.ms", Math.toIntExact(transactionTimeout.toMillis()));
        properties.putIfAbsent("request.timeout.ms", Math.toIntExact(REQUEST_TIMEOUT.toMillis()));
        // A record that waits longer than its transaction may last cannot count any more: no use in the client's two
        // minutes.
        properties.putIfAbsent(
                "delivery.timeout.ms",
                Math.toIntExact(Math.max(DELIVERY_TIMEOUT.toMillis(), transactionTimeout.toMillis())));
        return producer(properties);
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> properties) {
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> producerProperties(String role) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("compression.type", "zstd");
        properties.put("batch.size", BATCH_BYTES);
        properties.put("buffer.memory", BUFFER_BYTES);
        properties.put("max.request.size", MAX_REQUEST_BYTES);
        properties.put("max.block.ms", MAX_BLOCK.toMillis());
        properties.putAll(common(role));
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        return properties;
    }

    private Map<String, Object> common(String role) {
        Map<String, Object> properties = new HashMap<>(settings.properties());
        properties.put("bootstrap.servers", settings.bootstrapServers());
        properties.put("client.id", clientId + "-" + role);
        return properties;
    }
}
