package io.retort.producer;

import io.retort.platform.kafka.DeadLetters;
import io.retort.platform.kafka.RecordSizes;
import io.retort.platform.kafka.Stage;
import io.retort.producer.source.PromptContent;
import io.retort.producer.source.ReadOutcome;
import io.retort.producer.source.RefusalReason;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Turns what a source gives into records for Kafka. */
final class PromptRecords {

    /** How much is kept of an original that does not fit in the dead letters' topic as it is. */
    private static final int KEPT_BYTES = Topic.DEAD_LETTERS.maxMessageBytes() - 64 * 1024;

    private final String sourceId;
    private final TopicNames names;
    private final DeadLetters deadLetters;

    PromptRecords(String sourceId, TopicNames names) {
        this.sourceId = sourceId;
        this.names = names;
        this.deadLetters = new DeadLetters(names);
    }

    /** The same for the same record of the same source, and for no other: 64 hexadecimal digits. */
    static String promptId(String sourceId, long index) {
        return Fingerprints.hex(Fingerprints.of(
                sourceId.getBytes(StandardCharsets.UTF_8),
                ByteBuffer.allocate(Long.BYTES).putLong(index).array()));
    }

    /**
     * A prompt's record.
     *
     * @param index the record's index in the source, from 0
     */
    ProducerRecord<byte[], byte[]> prompt(PromptContent content, long index, Instant arrivedAt) {
        String id = promptId(sourceId, index);
        Prompt prompt =
                new Prompt(id, sourceId, index, content.text(), content.response(), content.messages(), arrivedAt);
        byte[] value = RecordCodecs.prompt().encode(prompt);
        return new ProducerRecord<>(names.of(Topic.PROMPTS), id.getBytes(StandardCharsets.UTF_8), value);
    }

    /** Whether the prompts topic takes the record. One that is too large would fail its whole transaction. */
    static boolean fits(ProducerRecord<byte[], byte[]> prompt) {
        return RecordSizes.upperBound(prompt) <= Topic.PROMPTS.maxMessageBytes();
    }

    /** The refusal of what does not fit. */
    static ReadOutcome.Refused tooLong(ReadOutcome.Read read) {
        ConsumerRecord<byte[], byte[]> original = read.original();
        return new ReadOutcome.Refused(
                RefusalReason.TOO_LONG,
                "the record at offset " + original.offset() + " of " + original.topic() + " has texts of "
                        + read.content().bytes() + " bytes; a record of the prompts topic may have "
                        + Topic.PROMPTS.maxMessageBytes()
                        + " bytes in all",
                original);
    }

    /** A refused record's dead letter: as it came, or cut off where the topic does not take it as it came. */
    ProducerRecord<byte[], byte[]> deadLetter(ReadOutcome.Refused refused) {
        ProducerRecord<byte[], byte[]> whole = letter(refused.original(), refused, refused.message());
        return RecordSizes.upperBound(whole) <= Topic.DEAD_LETTERS.maxMessageBytes()
                ? whole
                : letter(beginningOf(refused.original()), refused, refused.message() + "; kept: its beginning");
    }

    private ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> original, ReadOutcome.Refused refused, String message) {
        return deadLetters.of(original, Stage.PRODUCER, refused.reason().label(), message, 1);
    }

    @SuppressWarnings("NullAway") // Kafka takes null for "no key".
    private static ConsumerRecord<byte[], byte[]> beginningOf(ConsumerRecord<byte[], byte[]> original) {
        byte[] value = original.value();
        byte[] kept = value == null ? null : Arrays.copyOf(value, Math.min(value.length, KEPT_BYTES));
        return new ConsumerRecord<>(original.topic(), original.partition(), original.offset(), null, kept);
    }
}
