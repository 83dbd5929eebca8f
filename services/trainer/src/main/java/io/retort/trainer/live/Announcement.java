package io.retort.trainer.live;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.CheckpointReference;
import io.retort.schemas.record.NextOffset;
import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import io.retort.trainer.checkpoint.CheckpointDraft;
import io.retort.trainer.checkpoint.WrittenCheckpoint;
import io.retort.trainer.learner.LearnedTotals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint to announce.
 *
 * @param written its durable files
 * @param retired announcements it makes obsolete
 * @param writtenAt when its files were durable
 */
record Announcement(WrittenCheckpoint written, List<AnnouncedCheckpoint> retired, Instant writtenAt) {

    /** The record, given where the entries of this transaction stand. */
    Checkpoint toCheckpoint(String student, JournalContent content, Map<Long, Long> sentOffsets) {
        CheckpointDraft draft = written.draft();
        LearnedTotals totals = draft.learner().totals();
        return Checkpoint.newBuilder()
                .setStudent(student)
                .setId(written.id())
                .setStep(draft.learner().step())
                .setKind(draft.description().kind())
                .setParent(parent(content))
                .setEntryNumber(draft.tail().number())
                .setChain(draft.tail().chain())
                .setJournalPartition(content.journalPartition())
                .setJournalOffset(offsetAfter(draft.tail().number(), content, sentOffsets))
                .setLabelsTopicId(content.topicId())
                .setNext(draft.next().entrySet().stream()
                        .map(entry -> new NextOffset(entry.getKey(), entry.getValue()))
                        .toList())
                .setFiles(written.files())
                .setLabelSpace(draft.description().labelSpace())
                .setNumerics(draft.numerics().toString())
                .setLabels(totals.labels())
                .setRefused(totals.refused())
                .setGrants(new HashMap<>(totals.grants()))
                .setPrequential(draft.prequential())
                .setNewestArrival(Instant.ofEpochMilli(totals.newestArrival()))
                .setWrittenAt(writtenAt.truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static long offsetAfter(long entryNumber, JournalContent content, Map<Long, Long> sentOffsets) {
        Long offset =
                sentOffsets.getOrDefault(entryNumber, content.entryOffsets().get(entryNumber));
        if (offset == null) {
            throw new IllegalStateException("journal entry " + entryNumber + " has no known offset");
        }
        return offset + 1;
    }

    private static @Nullable CheckpointReference parent(JournalContent content) {
        AnnouncedCheckpoint before = content.lastAnnounced();
        return before == null
                ? null
                : new CheckpointReference(before.checkpoint().getId(), before.offset());
    }
}
