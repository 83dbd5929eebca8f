package io.retort.trainer.restore;

import io.retort.schemas.record.Tile;
import io.retort.trainer.StopSignal;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.journal.HighWatermarks;
import io.retort.trainer.journal.TileHash;
import io.retort.trainer.label.Portion;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads exactly the records of journalled tiles, in whatever order they are asked for; fast where a partition's tiles are
 * asked for one after the other. The consumer has to be read_committed and without an assignment; it is used by nothing else.
 */
final class TileReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int BUFFERED_RECORDS = 2_000;

    private final Consumer<byte[], byte[]> consumer;
    private final HighWatermarks watermarks;
    private final String topic;
    private final StopSignal stop;
    private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> buffers = new HashMap<>();
    private final Map<Integer, Long> cursors = new HashMap<>();

    TileReader(Consumer<byte[], byte[]> consumer, HighWatermarks watermarks, String topic, StopSignal stop) {
        this.consumer = consumer;
        this.watermarks = watermarks;
        this.topic = topic;
        this.stop = stop;
    }

    List<Portion> read(List<Tile> tiles) {
        List<Portion> portions = new ArrayList<>();
        for (Tile tile : tiles) {
            portions.add(read(tile));
        }
        return portions;
    }

    private Portion read(Tile tile) {
        int partition = tile.getPartition();
        Deque<ConsumerRecord<byte[], byte[]>> buffer =
                buffers.computeIfAbsent(partition, unknown -> new ArrayDeque<>());
        if (!Long.valueOf(tile.getFrom()).equals(cursors.get(partition))) {
            buffer.clear();
            seek(partition, tile.getFrom());
        }
        while (!reaches(buffer, tile)) {
            stop.check();
            poll(tile);
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(tile.getRecords());
        while (!buffer.isEmpty() && buffer.getFirst().offset() < tile.getTo()) {
            records.add(buffer.removeFirst());
        }
        cursors.put(partition, tile.getTo());
        if (records.size() != tile.getRecords() || !TileHash.of(records).equals(tile.getHash())) {
            throw mismatch(tile, records.size());
        }
        return new Portion(partition, tile.getFrom(), records);
    }

    /** A tile ends right behind its last record, so a record or a position at or beyond that end completes it. */
    private boolean reaches(Deque<ConsumerRecord<byte[], byte[]>> buffer, Tile tile) {
        return (!buffer.isEmpty() && buffer.getLast().offset() >= tile.getTo() - 1)
                || consumer.position(new TopicPartition(topic, tile.getPartition())) >= tile.getTo();
    }

    private void seek(int partition, long offset) {
        TopicPartition sought = new TopicPartition(topic, partition);
        if (!consumer.assignment().contains(sought)) {
            Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
            assigned.add(sought);
            consumer.assign(assigned);
        }
        consumer.seek(sought, offset);
        cursors.put(partition, offset);
    }

    private void poll(Tile wanted) {
        buffers.forEach((partition, buffer) -> {
            TopicPartition held = new TopicPartition(topic, partition);
            if (partition != wanted.getPartition() && buffer.size() > BUFFERED_RECORDS) {
                consumer.pause(List.of(held));
            } else {
                consumer.resume(List.of(held));
            }
        });
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                buffers.computeIfAbsent(record.partition(), unknown -> new ArrayDeque<>())
                        .addLast(record);
            }
        } catch (OffsetOutOfRangeException e) {
            throw gone(wanted, e);
        }
    }

    private TrainerException mismatch(Tile tile, int found) {
        TopicPartition partition = new TopicPartition(topic, tile.getPartition());
        long start = watermarks.logStart(partition);
        if (start > tile.getFrom()) {
            return gone(tile, start);
        }
        return new TrainerException(
                Reason.DIVERGED,
                partition + " now holds " + found + " records in [" + tile.getFrom() + ", " + tile.getTo()
                        + ") or other bytes than the " + tile.getRecords() + " that the journal hashed");
    }

    private TrainerException gone(Tile tile, OffsetOutOfRangeException cause) {
        TopicPartition partition = new TopicPartition(topic, tile.getPartition());
        TrainerException gone = gone(tile, watermarks.logStart(partition));
        gone.initCause(cause);
        return gone;
    }

    private TrainerException gone(Tile tile, long start) {
        return new TrainerException(
                Reason.LABELS_GONE,
                "labels [" + tile.getFrom() + ", " + Math.min(start, tile.getTo()) + ") of " + topic + "-"
                        + tile.getPartition()
                        + " have to be learned again and are no longer in the topic, which starts at "
                        + start);
    }
}
