package io.retort.monitor.stream;

import io.retort.monitor.figure.Contributions;
import io.retort.monitor.figure.Windows;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.state.Stores;

/**
 * From the stream's topics to its figures. Each source is a topology of its own, so that none waits for another's time, and each
 * is counted partition by partition.
 */
public final class MonitorTopology {

    /** How often windows that have changed are published. */
    public static final Duration PUBLISH_EVERY = Duration.ofSeconds(1);

    private final TopicNames names;
    private final Windows windows;
    private final Unreadable unreadable;
    private final Topology topology = new Topology();

    private MonitorTopology(TopicNames names, Windows windows, Unreadable unreadable) {
        this.names = names;
        this.windows = windows;
        this.unreadable = unreadable;
    }

    /** The whole topology. */
    public static Topology of(TopicNames names, Windows windows, Unreadable unreadable) {
        MonitorTopology made = new MonitorTopology(names, windows, unreadable);
        made.count(made.prompts());
        made.count(made.softLabels());
        made.count(made.journal());
        made.count(made.deadLetters());
        made.markCheckpoints();
        return made.topology;
    }

    private WindowedSource<Prompt> prompts() {
        return new WindowedSource<>(
                Topic.PROMPTS.baseName(),
                names.of(Topic.PROMPTS),
                Received.by(RecordCodecs.prompt()),
                EventTime.of(Prompt::getArrivedAt),
                (prompt, record) -> Optional.of(Contributions.ofPrompt(Counting.bytesOf(record))));
    }

    private WindowedSource<SoftLabel> softLabels() {
        return new WindowedSource<>(
                Topic.SOFT_LABELS.baseName(),
                names.of(Topic.SOFT_LABELS),
                Received.by(RecordCodecs.softLabel()),
                EventTime.of(SoftLabel::getLabelledAt),
                (label, record) -> Optional.of(Contributions.ofLabel(label, Counting.bytesOf(record))));
    }

    private WindowedSource<JournalEntry> journal() {
        return new WindowedSource<>(
                Topic.JOURNAL.baseName(),
                names.of(Topic.JOURNAL),
                Received.by(RecordCodecs.journalEntry()),
                EventTime.of(JournalEntry::getWrittenAt),
                (entry, record) -> Contributions.ofEntry(entry));
    }

    // A dead letter's own content may be anything; its event is that it was given up, which is when the broker took it.
    private WindowedSource<Long> deadLetters() {
        return new WindowedSource<>(
                Topic.DEAD_LETTERS.baseName(),
                names.of(Topic.DEAD_LETTERS),
                Received.unread(),
                new FailOnInvalidTimestamp(),
                (length, record) -> Optional.of(Contributions.ofDeadLetter(record.headers())));
    }

    private <T> void count(WindowedSource<T> source) {
        String counter = source.name() + "-counter";
        topology.addSource(
                        AutoOffsetReset.earliest(),
                        source.name(),
                        source.eventTime(),
                        new ByteArrayDeserializer(),
                        source.deserializer(),
                        source.topic())
                .addProcessor(counter, () -> new WindowCounter<>(source, windows, unreadable), source.name())
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(source.store()),
                                        Serdes.String(),
                                        FigureSerde.create())
                                // A window changes with each record; its changelog need not.
                                .withCachingEnabled()
                                .withLoggingEnabled(Map.of()),
                        counter);
        publish(source.name(), counter);
    }

    private void markCheckpoints() {
        String name = Topic.CHECKPOINTS.baseName();
        String topic = names.of(Topic.CHECKPOINTS);
        topology.addSource(
                        AutoOffsetReset.earliest(),
                        name,
                        EventTime.of(Checkpoint::getWrittenAt),
                        new ByteArrayDeserializer(),
                        Received.by(RecordCodecs.checkpoint()),
                        topic)
                .addProcessor(name + "-marks", () -> new CheckpointMarks(topic, unreadable), name);
        publish(name, name + "-marks");
    }

    // A sink of its own for each: one that several share would make one topology of them.
    private void publish(String name, String from) {
        topology.addSink(
                name + "-figures", names.of(Topic.FIGURES), new ByteArraySerializer(), new ByteArraySerializer(), from);
    }
}
