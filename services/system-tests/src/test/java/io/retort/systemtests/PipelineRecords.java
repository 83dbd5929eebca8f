package io.retort.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Tile;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a pipeline has committed, by its topics alone. Counts records, so that one written twice is not hidden by its key. */
public final class PipelineRecords {

    private final TopicReader reader;
    private final TopicNames topics;

    public PipelineRecords(String bootstrapServers, TopicNames topics) {
        this.reader = new TopicReader(bootstrapServers);
        this.topics = topics;
    }

    /** Records of a topic, markers and aborted ones included: cheap, and never less than what is committed. */
    public long size(Topic topic) {
        return reader.highWaterMarks(topics.of(topic)).values().stream()
                .mapToLong(end -> end)
                .sum();
    }

    public List<Prompt> prompts() {
        return committed(Topic.PROMPTS).stream()
                .map(found -> value(RecordCodecs.prompt().decode(found.value())))
                .toList();
    }

    public List<String> labelledIds() {
        return committed(Topic.SOFT_LABELS).stream()
                .map(found -> value(RecordCodecs.softLabel().decode(found.value())))
                .map(SoftLabel::getPromptId)
                .toList();
    }

    List<JournalEntry> journal(String student) {
        return committed(Topic.JOURNAL).stream()
                .filter(found -> text(found.key()).equals(student))
                .map(found -> value(RecordCodecs.journalEntry().decode(found.value())))
                .toList();
    }

    /** Announced and not retired, in order. */
    public List<Checkpoint> checkpoints(String student) {
        Map<String, Checkpoint> announced = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> found : committed(Topic.CHECKPOINTS)) {
            String key = text(found.key());
            if (!key.startsWith(student + "/")) {
                continue;
            }
            order.remove(key);
            if (found.value() != null) {
                order.add(key);
                announced.put(key, value(RecordCodecs.checkpoint().decode(found.value())));
            }
        }
        return order.stream()
                .map(key -> Objects.requireNonNull(announced.get(key)))
                .toList();
    }

    /** Committed labels that lie in the tiles of a student's steps. */
    public long learned(String student) {
        return steps(journal(student)).stream()
                .flatMap(step -> step.getTiles().stream())
                .mapToLong(Tile::getRecords)
                .sum();
    }

    /** Fails unless the source's first prompts are there without a hole, each once, and one soft label of each. */
    public void assertEveryPromptIsLabelledOnce() {
        List<Prompt> prompts = prompts();
        assertThat(prompts.stream().map(Prompt::getSourceIndex).sorted())
                .containsExactlyElementsOf(
                        LongStream.range(0, prompts.size()).boxed().toList());
        List<String> ids = prompts.stream().map(Prompt::getId).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(labelledIds()).hasSameSizeAs(ids).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(committed(Topic.DEAD_LETTERS)).isEmpty();
    }

    /** Fails unless the journal has no hole and each committed label lies in exactly one tile. */
    public void assertEveryLabelIsInOneTile(String student) {
        List<JournalEntry> journal = journal(student);
        for (int number = 0; number < journal.size(); number++) {
            assertThat(journal.get(number).getNumber()).isEqualTo(number);
        }
        List<Step> steps = steps(journal);
        assertThat(journal.get(journal.size() - 1).getStep()).isEqualTo(steps.size());
        Map<Integer, List<Long>> offsets = new HashMap<>();
        committed(Topic.SOFT_LABELS)
                .forEach(label -> offsets.computeIfAbsent(label.partition(), partition -> new ArrayList<>())
                        .add(label.offset()));
        Map<Integer, Long> ends = new HashMap<>();
        long covered = 0;
        for (Step step : steps) {
            for (Tile tile : step.getTiles()) {
                assertThat(tile.getFrom()).isEqualTo(ends.getOrDefault(tile.getPartition(), 0L));
                ends.put(tile.getPartition(), tile.getTo());
                assertThat(offsets.getOrDefault(tile.getPartition(), List.of()))
                        .filteredOn(offset -> offset >= tile.getFrom() && offset < tile.getTo())
                        .hasSize(tile.getRecords());
                covered += tile.getRecords();
            }
        }
        assertThat(covered)
                .isEqualTo(offsets.values().stream().mapToLong(List::size).sum());
    }

    /** Fails if a transaction is open, or a marker is missing, on any of the topics. */
    public void assertNothingIsOpen() {
        for (String topic : topics.all()) {
            assertThat(reader.lastStableOffsets(topic)).as(topic).isEqualTo(reader.highWaterMarks(topic));
        }
    }

    static List<Step> steps(List<JournalEntry> journal) {
        return journal.stream()
                .filter(entry -> entry.getBody() instanceof Step)
                .map(entry -> (Step) entry.getBody())
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> committed(Topic topic) {
        return reader.committed(topics.of(topic));
    }

    private static <T> T value(Decoded<T> decoded) {
        return decoded.match(read -> read, unreadable -> {
            throw new AssertionError(unreadable.message());
        });
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
