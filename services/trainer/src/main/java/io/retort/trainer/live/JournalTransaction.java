package io.retort.trainer.live;

import io.retort.platform.kafka.Transaction;
import io.retort.platform.kafka.TransactionOutcome;
import io.retort.platform.kafka.TransactionalProducer;
import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import io.retort.trainer.checkpoint.CheckpointLog;
import io.retort.trainer.restore.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Commits entries, their dead letters, at most one announcement and the pointer, all or nothing. After an abort the same is
 * sent again, for ever: dropping or recomputing it would lose entries.
 */
final class JournalTransaction {

    private final TransactionalProducer producer;
    private final TopicNames topics;
    private final String groupId;
    private final String student;
    private final Backoff backoff;
    private final Time time;

    JournalTransaction(TransactionalProducer producer, TrainerParts parts, Backoff backoff) {
        this.producer = producer;
        this.topics = parts.topics();
        this.groupId = parts.groupId();
        this.student = parts.settings().student();
        this.backoff = backoff;
        this.time = parts.time();
    }

    /**
     * @throws io.retort.platform.kafka.FencedException if another trainer of this student has taken over
     * @throws io.retort.platform.kafka.ProducerLostException if whether it was committed has to be found out by a restore
     */
    CommittedJournal commit(JournalContent content) {
        for (int failures = 1; ; failures++) {
            Attempt attempt = new Attempt(content);
            boolean committed =
                    producer.transact(attempt::run).match(done -> true, (TransactionOutcome.Aborted aborted) -> false);
            if (committed) {
                return attempt.result();
            }
            pause(failures);
        }
    }

    private void pause(int failures) {
        try {
            time.sleep(backoff.delay(failures));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private final class Attempt {

        private final JournalContent content;
        private final TreeMap<Long, Long> entryOffsets = new TreeMap<>();
        private final List<AnnouncedCheckpoint> announced = new ArrayList<>();

        Attempt(JournalContent content) {
            this.content = content;
        }

        void run(Transaction transaction) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (PendingEntry pending : content.entries()) {
                sent.add(transaction.send(entry(pending)));
                for (ProducerRecord<byte[], byte[]> letter : pending.deadLetters()) {
                    var unused = transaction.send(letter);
                }
            }
            transaction.flush();
            for (int i = 0; i < sent.size(); i++) {
                entryOffsets.put(content.entries().get(i).entry().getNumber(), offset(sent.get(i)));
            }
            content.announcement().ifPresent(announcement -> announce(transaction, announcement));
            transaction.sendOffsets(offsets(), new ConsumerGroupMetadata(groupId));
        }

        CommittedJournal result() {
            return new CommittedJournal(entryOffsets, announced.stream().findFirst());
        }

        private void announce(Transaction transaction, Announcement announcement) {
            String topic = topics.of(Topic.CHECKPOINTS);
            var checkpoint = announcement.toCheckpoint(student, content, entryOffsets);
            Future<RecordMetadata> sent = transaction.send(new ProducerRecord<>(
                    topic,
                    0,
                    CheckpointLog.key(student, checkpoint.getId()),
                    RecordCodecs.checkpoint().encode(checkpoint)));
            for (AnnouncedCheckpoint retired : announcement.retired()) {
                var unused = transaction.send(new ProducerRecord<>(
                        topic,
                        0,
                        CheckpointLog.key(student, retired.checkpoint().getId()),
                        null));
            }
            transaction.flush();
            announced.add(new AnnouncedCheckpoint(checkpoint, offset(sent)));
        }

        private TreeMap<TopicPartition, OffsetAndMetadata> offsets() {
            AnnouncedCheckpoint newest = announced.isEmpty() ? content.newest() : announced.get(0);
            String pointer = new Pointer(
                            content.tail().step(),
                            content.tail().number(),
                            content.tail().chain(),
                            newest.offset(),
                            content.journalPartition(),
                            newest.checkpoint().getJournalOffset())
                    .toMetadata();
            TreeMap<TopicPartition, OffsetAndMetadata> offsets =
                    new TreeMap<>((a, b) -> Integer.compare(a.partition(), b.partition()));
            content.next()
                    .forEach((partition, offset) -> offsets.put(
                            new TopicPartition(topics.of(Topic.SOFT_LABELS), partition),
                            new OffsetAndMetadata(offset, pointer)));
            return offsets;
        }

        private ProducerRecord<byte[], byte[]> entry(PendingEntry pending) {
            return new ProducerRecord<>(
                    topics.of(Topic.JOURNAL),
                    content.journalPartition(),
                    student.getBytes(StandardCharsets.UTF_8),
                    RecordCodecs.journalEntry().encode(pending.entry()));
        }
    }

    private static long offset(Future<RecordMetadata> sent) {
        try {
            return sent.get().offset();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
