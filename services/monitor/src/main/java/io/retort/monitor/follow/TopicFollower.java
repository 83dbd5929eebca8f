package io.retort.monitor.follow;

import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what the state is made of, all partitions of it: the figures of every instance, deployments, label spaces and dead
 * letters. So any instance answers for all, without asking the others, and a new one knows the history at once. For use by
 * one thread.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(10);

    private final TopicNames names;
    private final Consumer<byte[], byte[]> consumer;
    private final DeploymentLog deployments;
    private final FigureHistory history = new FigureHistory();
    private final DeadLetterTail deadLetters;
    private final Map<Sha256, LabelSpace> labelSpaces = new HashMap<>();
    private final Map<String, List<Deployment>> counted = new HashMap<>();

    /**
     * Begins where the history begins.
     *
     * @param historyStart in milliseconds of the epoch
     * @throws org.apache.kafka.common.errors.TimeoutException if the broker does not say where that is
     */
    public static TopicFollower start(KafkaClients clients, TopicNames names, long historyStart, boolean textsShown) {
        TopicFollower follower = new TopicFollower(clients, names, textsShown);
        try {
            follower.seek(historyStart);
            return follower;
        } catch (RuntimeException e) {
            follower.close();
            throw e;
        }
    }

    private TopicFollower(KafkaClients clients, TopicNames names, boolean textsShown) {
        this.names = names;
        this.deadLetters = new DeadLetterTail(textsShown);
        this.deployments = new DeploymentLog(clients, names);
        this.consumer = clients.consumer(Map.of("auto.offset.reset", "earliest"));
    }

    /** Waits a little for what is new, and takes it. */
    public void poll(Duration wait) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            take(record);
        }
        for (Deployment decision : deployments.poll(Duration.ZERO)) {
            counted.computeIfAbsent(decision.getStudent(), student -> new ArrayList<>())
                    .add(decision);
        }
    }

    public FigureHistory history() {
        return history;
    }

    public DeadLetterTail deadLetters() {
        return deadLetters;
    }

    /** Where all students stand. */
    public Map<String, StudentDeployment> deployments() {
        return deployments.all();
    }

    /** The decisions on a student that count, in order. */
    public List<Deployment> decisions(String student) {
        return List.copyOf(Objects.requireNonNullElse(counted.get(student), List.of()));
    }

    /** The name of a class; one made of its number where the label space was not announced. */
    public String className(@Nullable Sha256 labelSpace, int id) {
        LabelSpace space = labelSpace == null ? null : labelSpaces.get(labelSpace);
        return space == null || id < 0 || id >= space.getNames().size()
                ? "class " + id
                : space.getNames().get(id);
    }

    @Override
    public void close() {
        try {
            consumer.close();
        } finally {
            deployments.close();
        }
    }

    private void seek(long historyStart) {
        List<TopicPartition> figures = partitions(Topic.FIGURES);
        List<TopicPartition> letters = partitions(Topic.DEAD_LETTERS);
        List<TopicPartition> spaces = partitions(Topic.LABEL_SPACES);
        List<TopicPartition> all = new ArrayList<>(figures);
        all.addAll(letters);
        all.addAll(spaces);
        consumer.assign(all);
        consumer.seekToBeginning(spaces);
        seekToTime(figures, historyStart);
        seekToTail(letters);
    }

    private void seekToTime(List<TopicPartition> partitions, long time) {
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> time)), ASK_LIMIT);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK_LIMIT);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp at = found.get(partition);
            consumer.seek(partition, at == null ? ends.getOrDefault(partition, 0L) : at.offset());
        }
    }

    private void seekToTail(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions, ASK_LIMIT);
        consumer.endOffsets(partitions, ASK_LIMIT)
                .forEach((partition, end) -> consumer.seek(
                        partition, Math.max(starts.getOrDefault(partition, 0L), end - DeadLetterTail.LENGTH)));
    }

    private List<TopicPartition> partitions(Topic topic) {
        return consumer.partitionsFor(names.of(topic), ASK_LIMIT).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(names.of(Topic.FIGURES))) {
            RecordCodecs.figure()
                    .decode(record.value())
                    .<Runnable>match(figure -> () -> history.take(figure), fault -> () -> skip(record, fault))
                    .run();
        } else if (record.topic().equals(names.of(Topic.DEAD_LETTERS))) {
            deadLetters.take(record);
        } else {
            RecordCodecs.labelSpace()
                    .decode(record.value())
                    .<Runnable>match(
                            space -> () -> labelSpaces.put(space.getFingerprint(), space),
                            fault -> () -> skip(record, fault))
                    .run();
        }
    }

    private static void skip(ConsumerRecord<byte[], byte[]> record, Decoded.Unreadable<?> fault) {
        if (!fault.reason().equals(Decoded.Unreadable.NO_VALUE)) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", fault.reason())
                    .log("Skipped a record that cannot be read");
        }
    }
}
