package io.retort.monitor.follow;

import io.retort.monitor.state.ClusterView;
import io.retort.monitor.stream.StreamsRun;
import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the cluster, again and again, whether it is there and how far its groups have come. On a thread of its own: it waits. */
public final class ClusterWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final Admin admin;
    private final String monitorGroup;
    private final Supplier<Map<String, String>> topicsByGroup;
    private final Time time;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "retort-cluster-watch");
        made.setDaemon(true);
        return made;
    });
    private volatile ClusterView view;

    /**
     * Begins to ask.
     *
     * @param admin stays the caller's to close
     * @param topicsByGroup the groups whose lag is asked for, with the topic each reads
     */
    public static ClusterWatch start(
            Admin admin, String monitorGroup, Supplier<Map<String, String>> topicsByGroup, Time time) {
        ClusterWatch watch = new ClusterWatch(admin, monitorGroup, topicsByGroup, time);
        var unused = watch.thread.scheduleWithFixedDelay(watch::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private ClusterWatch(Admin admin, String monitorGroup, Supplier<Map<String, String>> topicsByGroup, Time time) {
        this.admin = admin;
        this.monitorGroup = monitorGroup;
        this.topicsByGroup = topicsByGroup;
        this.time = time;
        this.view = new ClusterView(false, time.now().toEpochMilli(), 0, Map.of());
    }

    public ClusterView view() {
        return view;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            get(admin.describeCluster().nodes());
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            become(false, view.instances(), view.lags(), e);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        become(true, instances(), lags(), null);
    }

    private void become(boolean reachable, int instances, Map<String, Long> lags, @Nullable Exception failure) {
        ClusterView before = view;
        boolean changed = before.reachable() != reachable;
        view = new ClusterView(reachable, changed ? time.now().toEpochMilli() : before.since(), instances, lags);
        if (changed && reachable) {
            LOG.atInfo().log("The broker answers");
        } else if (changed) {
            LOG.atWarn()
                    .addKeyValue("reason", String.valueOf(failure))
                    .log("The broker does not answer; waiting for it");
        }
    }

    /** Members are threads; each bears the name of its instance. */
    private int instances() {
        return ask(
                () -> (int) get(admin.describeConsumerGroups(List.of(monitorGroup))
                                .describedGroups()
                                .get(monitorGroup))
                        .members()
                        .stream()
                        .map(member -> member.clientId().split(StreamsRun.THREAD_MARK, 2)[0])
                        .distinct()
                        .count(),
                view.instances());
    }

    private Map<String, Long> lags() {
        Map<String, Long> lags = new HashMap<>();
        topicsByGroup.get().forEach((group, topic) -> {
            long before = view.lags().getOrDefault(group, 0L);
            lags.put(group, ask(() -> lag(group, topic), before));
        });
        return lags;
    }

    private long lag(String group, String topic) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
        for (TopicPartitionInfo info : partitions(topic)) {
            TopicPartition partition = new TopicPartition(topic, info.partition());
            ends.put(partition, OffsetSpec.latest());
            starts.put(partition, OffsetSpec.earliest());
        }
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        var first = get(admin.listOffsets(starts).all());
        long lag = 0;
        for (var end : get(admin.listOffsets(ends).all()).entrySet()) {
            OffsetAndMetadata reached = committed.get(end.getKey());
            var start = first.get(end.getKey());
            long from = Math.max(reached == null ? 0 : reached.offset(), start == null ? 0 : start.offset());
            lag += Math.max(0, end.getValue().offset() - from);
        }
        return lag;
    }

    private List<TopicPartitionInfo> partitions(String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        return get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .toList();
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException, TimeoutException;
    }

    /** What one question could not be answered leaves the answer before standing. */
    private static <T> T ask(Question<T> question, T otherwise) {
        try {
            return question.ask();
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            LOG.atDebug().addKeyValue("reason", e.toString()).log("The cluster did not say");
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    private static <T> T get(@Nullable KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (answer == null) {
            throw new IllegalStateException("no answer to what was asked");
        }
        return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }
}
