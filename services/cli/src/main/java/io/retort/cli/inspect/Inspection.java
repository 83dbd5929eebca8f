package io.retort.cli.inspect;

import io.retort.cli.UserMistake;
import io.retort.cli.settings.Configuration;
import io.retort.cli.topics.Cluster;
import io.retort.cli.topics.TopicScan;
import io.retort.schemas.topic.Topic;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** {@code retort inspect}: the newest records of a topic. */
public final class Inspection {

    private final PrintWriter out;

    public Inspection(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints the newest committed records, the oldest of them first.
     *
     * @throws UserMistake if there is no such topic
     */
    public void print(Configuration configuration, InspectRequest request) throws Exception {
        String name = existing(configuration, request.topic());
        TopicScan scan = new TopicScan(configuration.clients("inspect"), name);
        for (ConsumerRecord<byte[], byte[]> found : newest(scan, request.last())) {
            RecordText.of(found, request.showText()).forEach(out::println);
        }
        out.flush();
    }

    // A partition keeps its newest: markers and holes in the offsets do not tell where these begin.
    private static List<ConsumerRecord<byte[], byte[]>> newest(TopicScan scan, int last) throws Exception {
        Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
        scan.read(Map.of(), found -> {
            Deque<ConsumerRecord<byte[], byte[]>> ofPartition = kept.computeIfAbsent(
                    new TopicPartition(found.topic(), found.partition()), partition -> new ArrayDeque<>());
            ofPartition.addLast(found);
            if (ofPartition.size() > last) {
                ofPartition.removeFirst();
            }
            return true;
        });
        List<ConsumerRecord<byte[], byte[]>> all =
                new ArrayList<>(kept.values().stream().flatMap(Deque::stream).toList());
        all.sort(Comparator.comparingLong((ConsumerRecord<byte[], byte[]> found) -> found.timestamp())
                .thenComparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        return all.subList(Math.max(0, all.size() - last), all.size());
    }

    private static String existing(Configuration configuration, String topic) throws Exception {
        try (Cluster cluster = Cluster.reach(configuration.kafka(), "inspect")) {
            Set<String> existing = cluster.admin().listTopics().names().get();
            String full = configuration.topics().prefix() + topic;
            if (existing.contains(full)) {
                return full;
            }
            if (existing.contains(topic)) {
                return topic;
            }
            throw new UserMistake("there is no topic " + topic + " or " + full + "; Retort's are "
                    + Arrays.stream(Topic.values()).map(Topic::baseName).collect(Collectors.joining(", ")));
        }
    }
}
