package io.retort.benchmarks.speed;

import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.serde.RecordCodecs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Sees journal entries as soon as they are committed. */
final class JournalWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final Consumer<byte[], byte[]> consumer;

    JournalWatch(KafkaClients clients, String journal) {
        consumer = clients.consumer(Map.of());
        List<TopicPartition> partitions = consumer.partitionsFor(journal).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Waits for the next such entry.
     *
     * @throws IllegalStateException if the process that should write it has ended
     */
    JournalEntry await(Predicate<JournalEntry> wanted, Process writer) {
        while (writer.isAlive()) {
            Optional<JournalEntry> found = StreamSupport.stream(
                            consumer.poll(POLL).spliterator(), false)
                    .map(JournalWatch::entry)
                    .filter(wanted)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException("the trainer has ended with " + writer.exitValue());
    }

    private static JournalEntry entry(ConsumerRecord<byte[], byte[]> record) {
        return RecordCodecs.journalEntry().decode(record.value()).match(read -> read, unreadable -> {
            throw new IllegalStateException("an unreadable journal entry: " + unreadable.message());
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
