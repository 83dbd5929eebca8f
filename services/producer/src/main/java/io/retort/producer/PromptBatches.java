package io.retort.producer;

import io.retort.platform.kafka.BatchLimits;
import io.retort.platform.kafka.RecordSizes;
import io.retort.platform.time.Time;
import io.retort.producer.source.ReadOutcome;
import io.retort.producer.source.RefusalReason;
import io.retort.producer.source.SourceReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Gathers what a source gives into batches, no faster than the pace. For use by one thread. */
final class PromptBatches {

    private final SourceReader reader;
    private final PromptRecords records;
    private final SourcePositions positions;
    private final BatchLimits limits;
    private final Pace pace;
    private final Waiting waiting;
    private final Time time;
    private CommittedPosition position;

    private List<ProducerRecord<byte[], byte[]>> gathered = new ArrayList<>();
    private Map<RefusalReason, Integer> refusals = new EnumMap<>(RefusalReason.class);
    private long bytes;
    private long firstAt;
    private boolean ended;

    /** @param position where the reader was opened */
    PromptBatches(
            SourceReader reader,
            PromptRecords records,
            SourcePositions positions,
            CommittedPosition position,
            BatchLimits limits,
            Pace pace,
            Waiting waiting,
            Time time) {
        this.reader = reader;
        this.records = records;
        this.positions = positions;
        this.position = position;
        this.limits = limits;
        this.pace = pace;
        this.waiting = waiting;
        this.time = time;
    }

    /** The next batch: full, or as old as a batch may get, or the last one. Without records if asked to stop before any. */
    PromptBatch next() {
        gathered = new ArrayList<>();
        refusals = new EnumMap<>(RefusalReason.class);
        bytes = 0;
        while (!ended && !isFull() && waiting.goesOn()) {
            Duration patience = patience();
            Duration untilNext = pace.untilNext();
            if (untilNext.isZero()) {
                take(reader.next(shorter(patience, Waiting.SLICE)));
            } else {
                waiting.pause(shorter(patience, untilNext));
            }
        }
        return cut();
    }

    /** Whether the source has ended. */
    boolean hasEnded() {
        return ended;
    }

    private void take(ReadOutcome outcome) {
        outcome.<Runnable>match(
                        read -> () -> takePrompt(read),
                        refused -> () -> refuse(refused),
                        pending -> () -> {},
                        end -> () -> ended = true)
                .run();
    }

    private void takePrompt(ReadOutcome.Read read) {
        long index = position.read().records() + gathered.size();
        ProducerRecord<byte[], byte[]> prompt = records.prompt(read.content(), index, time.now());
        if (PromptRecords.fits(prompt)) {
            add(prompt);
        } else {
            refuse(PromptRecords.tooLong(read));
        }
    }

    private void refuse(ReadOutcome.Refused refused) {
        add(records.deadLetter(refused));
        refusals.merge(refused.reason(), 1, Integer::sum);
    }

    private void add(ProducerRecord<byte[], byte[]> record) {
        if (gathered.isEmpty()) {
            firstAt = time.nanos();
        }
        gathered.add(record);
        bytes += RecordSizes.upperBound(record);
        pace.taken();
    }

    private boolean isFull() {
        return gathered.size() >= limits.records()
                || bytes >= limits.weight()
                || patience().isZero();
    }

    /** How long the batch may still wait for more; for ever while it is empty. */
    private Duration patience() {
        if (gathered.isEmpty()) {
            return Duration.ofDays(1);
        }
        Duration left = limits.linger().minus(time.since(firstAt));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private PromptBatch cut() {
        CommittedPosition before = position;
        long refused = before.refused()
                + refusals.values().stream().mapToInt(Integer::intValue).sum();
        if (ended || !gathered.isEmpty()) {
            position = new CommittedPosition(reader.position(), refused, ended);
        }
        return new PromptBatch(
                gathered, refusals, before, position, positions.record(position, time.now()), reader.groupOffsets());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
