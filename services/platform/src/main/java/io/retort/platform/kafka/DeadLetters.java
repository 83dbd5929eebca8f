package io.retort.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Makes a dead letter of a record that cannot be used: key, value and headers as they came, and beside them headers that
 * say where it lay, who gave it up, and why. Numbers in headers are decimal text. A record that has been a dead letter
 * before keeps its older headers; the last of a name counts. Safe for use by several threads.
 */
public final class DeadLetters {

    /** What the names of all headers here begin with. */
    public static final String PREFIX = "retort.error.";

    public static final String TOPIC = PREFIX + "topic";
    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";
    public static final String STAGE = PREFIX + "stage";
    public static final String REASON = PREFIX + "reason";
    public static final String MESSAGE = PREFIX + "message";
    public static final String ATTEMPT = PREFIX + "attempt";

    /** Longest message, in UTF-16 units: the topic has 64 KiB to spare beside the largest original. */
    private static final int MESSAGE_LENGTH = 4096;

    private final String topic;

    public DeadLetters(TopicNames names) {
        this.topic = names.of(Topic.DEAD_LETTERS);
    }

    /**
     * The dead letter, to be sent in the transaction that commits the original's offset.
     *
     * @param original the record as it was read
     * @param stage who gives it up
     * @param reason a short word of a fixed set, such as {@code label-space-mismatch}; also a metric's label
     * @param message what a person should know; no text of a prompt or a label; cut when very long
     * @param attempt how many times this stage has tried, 1 or more
     */
    public ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> original, Stage stage, String reason, String message, int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt is " + attempt + "; at least 1");
        }
        Objects.requireNonNull(reason, "reason");
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, original.key(), original.value());
        for (Header header : original.headers()) {
            letter.headers().add(header);
        }
        add(letter, TOPIC, original.topic());
        add(letter, PARTITION, Integer.toString(original.partition()));
        add(letter, OFFSET, Long.toString(original.offset()));
        add(letter, STAGE, stage.label());
        add(letter, REASON, reason);
        add(letter, MESSAGE, cut(message));
        add(letter, ATTEMPT, Integer.toString(attempt));
        return letter;
    }

    private static void add(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(UTF_8));
    }

    private static String cut(String message) {
        if (message.length() <= MESSAGE_LENGTH) {
            return message;
        }
        // A pair of surrogates is one character: cut before it, not through it.
        int end = Character.isHighSurrogate(message.charAt(MESSAGE_LENGTH - 1)) ? MESSAGE_LENGTH - 1 : MESSAGE_LENGTH;
        return message.substring(0, end);
    }
}
