package io.retort.producer.source;

import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.topic.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A topic of the user's own on the same cluster, read from its beginning and without end. Its offsets are committed with the
 * prompts, for a group named after the source. Partitions that are added later are read from the next start on.
 */
public final class TopicSource implements PromptSource {

    private final KafkaClients clients;
    private final String topic;
    private final String group;
    private final RecordLayout layout;

    /**
     * @param names keep installations on one cluster apart
     * @param topic its name
     * @param layout each value's: a text or a JSON object
     */
    public TopicSource(KafkaClients clients, TopicNames names, String topic, RecordLayout layout) {
        if (layout.format() == RecordFormat.CSV) {
            throw new UnusableSourceException("topic " + topic + " cannot be read as CSV; allowed: text or JSON");
        }
        this.clients = Objects.requireNonNull(clients, "clients");
        this.group = names.prefix() + "producer." + topic;
        this.topic = Objects.requireNonNull(topic, "topic");
        this.layout = layout;
    }

    @Override
    public String id() {
        return "topic:" + topic;
    }

    /** The group whose offsets say how far the topic has been read. */
    public String group() {
        return group;
    }

    @Override
    public SourceReader open(ReadPosition from) {
        TopicDescription description = describe();
        Sha256 identity = Fingerprints.ofText(description.topicId().toString());
        if (!from.isStart() && !identity.equals(from.prefixHash())) {
            throw new UnusableSourceException(
                    id() + " is not the topic that was read before: it was deleted and made anew");
        }
        List<TopicPartition> partitions = description.partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Consumer<byte[], byte[]> consumer = clients.consumer(Map.of("group.id", group()));
        try {
            seek(consumer, partitions, from);
            return new TopicReader(id(), group(), consumer, new ContentCheck(layout.field()), from, identity);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** A topic has no end. */
    @Override
    public boolean hasGrownBeyond(ReadPosition end) {
        return true;
    }

    private void seek(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, ReadPosition from) {
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
        committed.values().removeIf(offset -> offset == null);
        if (committed.isEmpty() && !from.isStart()) {
            throw new UnusableSourceException(
                    id() + " has given " + from.records() + " records, but the offsets of group " + group()
                            + " are gone (they expire). Set them with kafka-consumer-groups --reset-offsets.");
        }
        consumer.seekToBeginning(partitions.stream()
                .filter(partition -> !committed.containsKey(partition))
                .toList());
        committed.forEach(consumer::seek);
    }

    private TopicDescription describe() {
        try (Admin admin = clients.admin()) {
            var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
            return Objects.requireNonNull(described.get(topic), topic);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new UnusableSourceException(id() + " does not exist", e);
            }
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
