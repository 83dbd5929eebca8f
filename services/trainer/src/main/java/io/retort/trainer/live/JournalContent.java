package io.retort.trainer.live;

import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import io.retort.trainer.journal.JournalTail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one journal transaction commits.
 *
 * @param entries in order
 * @param announcement a checkpoint whose files are durable
 * @param lastAnnounced the newest checkpoint before; null only where the announcement is the first
 * @param tail after the last entry
 * @param next after the last entry: first offset of each partition that is in no step
 * @param journalPartition where the entries go
 * @param entryOffsets offsets of entries committed before, as far back as the announcement may need
 * @param topicId of soft-labels
 */
record JournalContent(
        List<PendingEntry> entries,
        Optional<Announcement> announcement,
        @Nullable AnnouncedCheckpoint lastAnnounced,
        JournalTail tail,
        Map<Integer, Long> next,
        int journalPartition,
        Map<Long, Long> entryOffsets,
        String topicId) {

    JournalContent {
        if (announcement.isEmpty() && lastAnnounced == null) {
            throw new IllegalArgumentException("a journal without a first checkpoint");
        }
        entries = List.copyOf(entries);
        next = new TreeMap<>(next);
        entryOffsets = new TreeMap<>(entryOffsets);
    }

    AnnouncedCheckpoint newest() {
        if (lastAnnounced == null) {
            throw new IllegalStateException("the first checkpoint is not announced yet");
        }
        return lastAnnounced;
    }
}
