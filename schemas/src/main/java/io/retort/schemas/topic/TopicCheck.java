package io.retort.schemas.topic;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** What a cluster says about the topics, compared with what Retort's promises rest on. */
final class TopicCheck {

    private final TopicNames names;
    private final Map<Topic, TopicDescription> described;
    private final Map<Topic, Config> settings;
    private final List<TopicFault> faults = new ArrayList<>();

    TopicCheck(TopicNames names, Map<Topic, TopicDescription> described, Map<Topic, Config> settings) {
        this.names = names;
        this.described = described;
        this.settings = settings;
    }

    static TopicCheck ask(Admin admin, TopicNames names) {
        Map<Topic, TopicDescription> described = AdminAnswers.describe(admin, names);
        Map<ConfigResource, Topic> resources = described.keySet().stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, names.of(topic)), topic -> topic));
        Map<Topic, Config> settings = new EnumMap<>(Topic.class);
        AdminAnswers.await(admin.describeConfigs(resources.keySet()).all())
                .forEach((resource, config) -> settings.put(resources.get(resource), config));
        return new TopicCheck(names, described, settings);
    }

    List<TopicFault> faults() {
        for (Topic topic : Topic.values()) {
            TopicDescription description = described.get(topic);
            if (description == null) {
                fault(topic, "existence", "missing", "created, as by 'retort topics create'");
            } else {
                checkPartitions(topic, description);
                checkSettings(topic, description);
            }
        }
        checkJournalOutlivesLabels();
        return List.copyOf(faults);
    }

    private void checkPartitions(Topic topic, TopicDescription description) {
        int partitions = description.partitions().size();
        if (topic.spread() == Topic.Spread.ONE && partitions != 1) {
            fault(topic, "partitions", Integer.toString(partitions), "1, because its readers rely on one order");
        }
    }

    private void checkSettings(Topic topic, TopicDescription description) {
        expect(topic, CLEANUP_POLICY_CONFIG, topic.cleanup().policy());
        expect(topic, UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        atLeast(topic, MAX_MESSAGE_BYTES_CONFIG, topic.maxMessageBytes());
        if (topic.cleanup() instanceof Cleanup.Delete) {
            expect(topic, MESSAGE_TIMESTAMP_TYPE_CONFIG, Cleanup.Delete.TIME_OF_ARRIVAL);
        }
        // With two replicas the loss of one must not stop the stream, so one has to be enough.
        if (description.partitions().get(0).replicas().size() >= 3) {
            atLeast(topic, MIN_IN_SYNC_REPLICAS_CONFIG, 2);
        }
    }

    // A tile that outlives its labels is a known gap; labels that outlive their tiles could be learned from twice.
    private void checkJournalOutlivesLabels() {
        if (settings.containsKey(Topic.JOURNAL) && settings.containsKey(Topic.SOFT_LABELS)) {
            long labels = retention(Topic.SOFT_LABELS);
            long journal = retention(Topic.JOURNAL);
            if (journal < labels) {
                fault(
                        Topic.JOURNAL,
                        RETENTION_MS_CONFIG,
                        Long.toString(journal),
                        "at least that of " + names.of(Topic.SOFT_LABELS) + ", "
                                + (labels == Long.MAX_VALUE ? "for ever (-1)" : labels));
            }
        }
    }

    private long retention(Topic topic) {
        long milliseconds = Long.parseLong(value(topic, RETENTION_MS_CONFIG));
        return milliseconds < 0 ? Long.MAX_VALUE : milliseconds;
    }

    private void expect(Topic topic, String setting, String expected) {
        String found = value(topic, setting);
        if (!found.equals(expected)) {
            fault(topic, setting, found, expected);
        }
    }

    private void atLeast(Topic topic, String setting, long least) {
        String found = value(topic, setting);
        if (Long.parseLong(found) < least) {
            fault(topic, setting, found, "at least " + least);
        }
    }

    private String value(Topic topic, String setting) {
        return Objects.requireNonNull(settings.get(topic)).get(setting).value();
    }

    private void fault(Topic topic, String what, String found, String expected) {
        faults.add(new TopicFault(names.of(topic), what, found, expected));
    }
}
