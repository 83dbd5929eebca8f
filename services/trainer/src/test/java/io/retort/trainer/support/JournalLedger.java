package io.retort.trainer.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Tile;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.TopicReader;
import io.retort.trainer.journal.JournalTail;
import io.retort.trainer.journal.TileHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Audits a student's journal against the soft-labels topic, from committed records alone: one chain without a hole, tiles that
 * abut, and every committed record in exactly one of them.
 */
public final class JournalLedger {

    private final Function<String, List<ConsumerRecord<byte[], byte[]>>> reader;
    private final TopicNames topics;
    private final String student;

    private JournalLedger(
            Function<String, List<ConsumerRecord<byte[], byte[]>>> reader, TopicNames topics, String student) {
        this.reader = reader;
        this.topics = topics;
        this.student = student;
    }

    /** Of all that is committed; reading waits for open transactions. */
    public JournalLedger(String bootstrapServers, TopicNames topics, String student) {
        this(new TopicReader(bootstrapServers)::committed, topics, student);
    }

    /** Of what stands before every open transaction; reading waits for none. */
    public static JournalLedger stable(String bootstrapServers, TopicNames topics, String student) {
        return new JournalLedger(new TopicReader(bootstrapServers)::stable, topics, student);
    }

    public List<JournalEntry> entries() {
        return reader.apply(topics.of(Topic.JOURNAL)).stream()
                .filter(record -> student.equals(new String(record.key(), StandardCharsets.UTF_8)))
                .map(record -> RecordCodecs.journalEntry()
                        .decode(record.value())
                        .<JournalEntry>match(entry -> entry, unreadable -> {
                            throw new AssertionError(unreadable.message());
                        }))
                .toList();
    }

    public List<Step> steps() {
        return entries().stream()
                .filter(entry -> entry.getBody() instanceof Step)
                .map(entry -> (Step) entry.getBody())
                .toList();
    }

    public List<List<Tile>> tiles() {
        return steps().stream().map(Step::getTiles).toList();
    }

    /** Announced and not retired, in order. */
    public List<Checkpoint> checkpoints() {
        Map<String, Checkpoint> announced = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : reader.apply(topics.of(Topic.CHECKPOINTS))) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (!key.startsWith(student + "/")) {
                continue;
            }
            if (record.value() == null) {
                announced.remove(key);
            } else {
                announced.put(
                        key,
                        RecordCodecs.checkpoint()
                                .decode(record.value())
                                .<Checkpoint>match(checkpoint -> checkpoint, unreadable -> {
                                    throw new AssertionError(unreadable.message());
                                }));
            }
        }
        return new ArrayList<>(announced.values());
    }

    public Checkpoint newest() {
        List<Checkpoint> all = checkpoints();
        return all.get(all.size() - 1);
    }

    /** The step of the newest checkpoint, -1 where none is announced. */
    public long newestStep() {
        return checkpoints().isEmpty() ? -1 : newest().getStep();
    }

    /** Fails unless the journal covers all committed labels, each once. */
    public void assertCoversEveryLabelOnce() {
        JournalTail tail = JournalTail.beginning(student);
        Map<Integer, Long> next = new TreeMap<>();
        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> labels = reader.apply(topics.of(Topic.SOFT_LABELS)).stream()
                .collect(Collectors.groupingBy(ConsumerRecord::partition, TreeMap::new, Collectors.toList()));
        int covered = 0;
        for (JournalEntry entry : entries()) {
            assertThat(tail.isFollowedBy(entry))
                    .as("entry %s follows %s", entry.getNumber(), tail)
                    .isTrue();
            tail = tail.after(entry);
            if (entry.getBody() instanceof Step step) {
                for (Tile tile : step.getTiles()) {
                    assertThat(tile.getFrom()).isEqualTo(next.getOrDefault(tile.getPartition(), 0L));
                    next.put(tile.getPartition(), tile.getTo());
                    List<ConsumerRecord<byte[], byte[]>> inTile =
                            labels.getOrDefault(tile.getPartition(), List.of()).stream()
                                    .filter(label -> label.offset() >= tile.getFrom() && label.offset() < tile.getTo())
                                    .toList();
                    assertThat(inTile).hasSize(tile.getRecords());
                    assertThat(TileHash.of(inTile)).isEqualTo(tile.getHash());
                    covered += inTile.size();
                }
            }
        }
        assertThat(covered)
                .isEqualTo(labels.values().stream().mapToInt(List::size).sum());
    }
}
