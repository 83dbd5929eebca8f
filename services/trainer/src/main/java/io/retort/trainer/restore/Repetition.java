package io.retort.trainer.restore;

import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.NextOffset;
import io.retort.schemas.record.Segment;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Tile;
import io.retort.trainer.StopSignal;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.journal.HighWatermarks;
import io.retort.trainer.learner.Learner;
import io.retort.trainer.learner.SegmentSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does journalled steps again on a learner: exactly their records, in their order, with their segment's settings. Nothing is
 * published. {@link #begin} comes first, then {@link #apply} for each entry.
 */
final class Repetition implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Repetition.class);

    private final Consumer<byte[], byte[]> consumer;
    private final TileReader tiles;
    private final LabelsTopic topic;
    private final Map<Integer, Long> next = new TreeMap<>();
    private @Nullable Learner learner;
    private boolean sameNumerics;

    Repetition(TrainerParts parts, HighWatermarks watermarks, LabelsTopic topic, StopSignal stop) {
        this(parts.clients(), watermarks, topic, stop);
    }

    private Repetition(KafkaClients clients, HighWatermarks watermarks, LabelsTopic topic, StopSignal stop) {
        this.consumer = clients.consumer(Map.of());
        this.tiles = new TileReader(consumer, watermarks, topic.name(), stop);
        this.topic = topic;
    }

    /** Fills the rehearsal window of a learner loaded from a checkpoint and takes up the checkpoint's position. */
    void begin(LoadedLearner loaded, Checkpoint checkpoint) {
        learner = loaded.learner();
        for (NextOffset offset : checkpoint.getNext()) {
            next.put(offset.getPartition(), offset.getOffset());
        }
        for (List<Tile> step : loaded.window()) {
            loaded.learner().refill(step, tiles.read(step));
        }
        compareNumerics(checkpoint.getNumerics(), "checkpoint " + checkpoint.getId());
    }

    void apply(JournalEntry entry) {
        Object body = entry.getBody();
        if (body instanceof Segment segment) {
            begin(segment, entry.getNumber());
        } else if (body instanceof Step step) {
            repeat(step, entry.getNumber());
        } else {
            throw new TrainerException(
                    Reason.JOURNAL_BROKEN, "journal entry " + entry.getNumber() + " is neither a segment nor a step");
        }
    }

    /** First offset of each partition that is in no step so far. */
    Map<Integer, Long> next() {
        return new TreeMap<>(next);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void begin(Segment segment, long number) {
        topic.requireSame(segment.getLabelsTopicId(), "journal entry " + number);
        for (NextOffset start : segment.getStart()) {
            next.putIfAbsent(start.getPartition(), start.getOffset());
        }
        compareNumerics(segment.getNumerics(), "journal entry " + number);
        learner().begin(SegmentSettings.fromJson(segment.getSettings()));
    }

    private void repeat(Step step, long number) {
        for (Tile tile : step.getTiles()) {
            Long expected = next.put(tile.getPartition(), tile.getTo());
            if (expected == null || expected != tile.getFrom()) {
                throw new TrainerException(
                        Reason.JOURNAL_BROKEN,
                        "journal entry " + number + " begins partition " + tile.getPartition() + " at offset "
                                + tile.getFrom() + ", the tile before ended at " + expected);
            }
        }
        learner().repeat(step, tiles.read(step.getTiles()), sameNumerics);
    }

    private void compareNumerics(String journalled, String where) {
        String here = learner().numerics().toString();
        sameNumerics = here.equals(journalled);
        if (!sameNumerics) {
            LOG.atWarn()
                    .addKeyValue("journalled", journalled)
                    .addKeyValue("here", here)
                    .addKeyValue("from", where)
                    .log("repeating on another numerics profile: figures will agree, bits will not");
        }
    }

    private Learner learner() {
        return Objects.requireNonNull(learner, "begin comes first");
    }
}
