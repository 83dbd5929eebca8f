package io.retort.trainer.live;

import io.retort.platform.kafka.DeadLetters;
import io.retort.platform.kafka.Stage;
import io.retort.platform.time.Time;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.Segment;
import io.retort.schemas.record.Tile;
import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import io.retort.trainer.journal.JournalTail;
import io.retort.trainer.learner.LearnedStep;
import io.retort.trainer.restore.Restored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The journal's growing end: entries made, entries committed, and where both stand. */
final class OpenJournal {

    private final JournalTransaction transaction;
    private final DeadLetters deadLetters;
    private final Time time;
    private final int partition;
    private final String topicId;
    private final Map<Integer, Long> next;
    private final TreeMap<Long, Long> entryOffsets = new TreeMap<>();
    private final List<PendingEntry> pending = new ArrayList<>();
    private JournalTail tail;
    private @Nullable AnnouncedCheckpoint lastAnnounced;
    private long lastCommit;

    OpenJournal(
            JournalTransaction transaction,
            DeadLetters deadLetters,
            Restored restored,
            Map<Integer, Long> next,
            Time time) {
        this.transaction = transaction;
        this.deadLetters = deadLetters;
        this.time = time;
        this.partition = restored.journalPartition();
        this.topicId = restored.topic().id();
        this.next = new TreeMap<>(next);
        this.tail = restored.tail();
        this.lastAnnounced = restored.newest().orElse(null);
        this.lastCommit = time.nanos();
        entryOffsets.put(tail.number(), restored.journalEnd() - 1);
    }

    void append(Segment segment) {
        add(tail.next(segment, time.now()), List.of());
    }

    void append(LearnedStep step) {
        JournalEntry entry = tail.next(step.body(), time.now());
        for (Tile tile : step.body().getTiles()) {
            next.put(tile.getPartition(), tile.getTo());
        }
        add(
                entry,
                step.refused().stream()
                        .map(refused -> deadLetters.of(
                                refused.record(),
                                Stage.TRAINER,
                                refused.verdict().reason(),
                                refused.verdict().message(),
                                1))
                        .toList());
    }

    private void add(JournalEntry entry, List<ProducerRecord<byte[], byte[]>> letters) {
        pending.add(new PendingEntry(entry, letters));
        tail = tail.after(entry);
    }

    /** Whether entries have waited as long as they may. */
    boolean isDue(Duration interval) {
        return !pending.isEmpty() && time.since(lastCommit).compareTo(interval) >= 0;
    }

    /** Commits all entries, with an announcement or without; where there is neither, nothing. */
    void commit(Optional<Announcement> announcement) {
        if (pending.isEmpty() && announcement.isEmpty()) {
            return;
        }
        CommittedJournal committed = transaction.commit(
                new JournalContent(pending, announcement, lastAnnounced, tail, next, partition, entryOffsets, topicId));
        pending.clear();
        entryOffsets.putAll(committed.entryOffsets());
        committed.announced().ifPresent(announced -> {
            lastAnnounced = announced;
            entryOffsets.headMap(announced.checkpoint().getEntryNumber()).clear();
        });
        lastCommit = time.nanos();
    }

    Optional<AnnouncedCheckpoint> newest() {
        return Optional.ofNullable(lastAnnounced);
    }

    JournalTail tail() {
        return tail;
    }

    Map<Integer, Long> next() {
        return next;
    }
}
