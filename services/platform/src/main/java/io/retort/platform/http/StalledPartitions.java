package io.retort.platform.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Asks the broker how far committed records go in a topic's partitions, and which producer holds one up. */
final class StalledPartitions {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Admin admin;

    StalledPartitions(Admin admin) {
        this.admin = admin;
    }

    /** How far readers of committed records come in a partition, and how far it goes. */
    record Span(TopicPartition partition, long lastStableOffset, long highWatermark) {
        /** Offsets that are not to be seen yet, zero or more. */
        long unstable() {
            return Math.max(0, highWatermark - lastStableOffset);
        }
    }

    /** Every partition of the topic, in order. */
    List<Span> spans(String topic) {
        List<TopicPartition> partitions = get(
                        admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .stream()
                .flatMap(description -> description.partitions().stream())
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        // The watermark first: asked the other way round, what is committed in between would look unstable.
        Map<TopicPartition, Long> watermarks = ends(partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> stable = ends(partitions, IsolationLevel.READ_COMMITTED);
        return partitions.stream()
                .map(partition ->
                        new Span(partition, stable.getOrDefault(partition, 0L), watermarks.getOrDefault(partition, 0L)))
                .toList();
    }

    /** The producer whose transaction began first among those open in the partition. */
    Optional<String> culprit(Span span) {
        return get(admin.describeProducers(List.of(span.partition())).partitionResult(span.partition()))
                .activeProducers()
                .stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .min(Comparator.comparingLong(
                        producer -> producer.currentTransactionStartOffset().getAsLong()))
                .map(this::describe);
    }

    private String describe(ProducerState producer) {
        Collection<TransactionListing> transactions = get(
                admin.listTransactions(new ListTransactionsOptions().filterProducerIds(Set.of(producer.producerId())))
                        .all());
        String id = transactions.stream()
                .map(transaction -> "transactional id " + transaction.transactionalId() + ", " + transaction.state())
                .findFirst()
                .orElse("no transaction that its coordinator knows");
        return "producer " + producer.producerId() + " (" + id + ", last seen "
                + Instant.ofEpochMilli(producer.lastTimestamp()) + ")";
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> answers =
                get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all());
        Map<TopicPartition, Long> ends = new HashMap<>();
        answers.forEach((partition, answer) -> ends.put(partition, answer.offset()));
        return ends;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker did not answer within " + LIMIT, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
