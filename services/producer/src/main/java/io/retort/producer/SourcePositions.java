package io.retort.producer;

import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.time.Time;
import io.retort.schemas.record.SourcePosition;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source's position in the compacted sources topic. */
final class SourcePositions {

    private static final Logger log = LoggerFactory.getLogger(SourcePositions.class);
    private static final Duration SLICE = Duration.ofMillis(100);
    private static final Duration LONG_WAIT = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final TopicPartition partition;
    private final String sourceId;
    private final Time time;

    SourcePositions(KafkaClients clients, TopicNames names, String sourceId, Time time) {
        this.clients = clients;
        this.partition = new TopicPartition(names.of(Topic.SOURCES), 0);
        this.sourceId = sourceId;
        this.time = time;
    }

    /** The record that says how far the source has been produced. */
    ProducerRecord<byte[], byte[]> record(CommittedPosition position, Instant now) {
        byte[] value = RecordCodecs.sourcePosition().encode(position.toRecord(sourceId, now));
        return new ProducerRecord<>(partition.topic(), key(), value);
    }

    /**
     * The committed position. To be asked after the producer is initialized: only then is no transaction of an earlier one
     * open. Reads what is committed up to the high watermark: another source's open transaction moves the end that readers
     * of committed records see to before our own last position.
     *
     * @param goesOn asked while waiting for others' transactions; false ends the wait
     * @return the position, {@link CommittedPosition#START} if there is none; empty if the wait was ended
     * @throws KafkaException if the broker cannot be asked
     */
    Optional<CommittedPosition> read(BooleanSupplier goesOn) {
        long end = highWatermark();
        CommittedPosition position = CommittedPosition.START;
        try (Consumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long turned = time.nanos();
            while (consumer.position(partition) < end) {
                if (!goesOn.getAsBoolean()) {
                    return Optional.empty();
                }
                long before = consumer.position(partition);
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(SLICE)) {
                    position = Arrays.equals(record.key(), key()) ? decoded(record) : position;
                }
                if (consumer.position(partition) > before) {
                    turned = time.nanos();
                } else if (time.since(turned).compareTo(LONG_WAIT) > 0) {
                    turned = time.nanos();
                    log.atWarn()
                            .addKeyValue("topic", partition.topic())
                            .addKeyValue("partition", partition.partition())
                            .addKeyValue("offset", before)
                            .log(
                                    "Waiting for a transaction of another producer to end; kafka-transactions.sh names it");
                }
            }
        }
        return Optional.of(position);
    }

    private long highWatermark() {
        try (Admin admin = clients.admin()) {
            return admin.listOffsets(
                            Map.of(partition, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    private CommittedPosition decoded(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return CommittedPosition.START; // a tombstone: forgotten on purpose, to begin anew
        }
        Decoded<SourcePosition> decoded = RecordCodecs.sourcePosition().decode(record.value());
        return decoded.match(CommittedPosition::of, unreadable -> {
            throw new UnreadablePositionException("the position of " + sourceId + " at offset " + record.offset()
                    + " of " + partition + " cannot be read: " + unreadable.message());
        });
    }

    private byte[] key() {
        return sourceId.getBytes(StandardCharsets.UTF_8);
    }
}
