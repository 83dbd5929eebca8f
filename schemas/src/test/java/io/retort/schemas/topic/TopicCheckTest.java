package io.retort.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicCheckTest {

    private static final TopicNames NAMES = TopicNames.standard();

    private final Map<Topic, TopicDescription> described = new EnumMap<>(Topic.class);
    private final Map<Topic, Map<String, String>> settings = new EnumMap<>(Topic.class);

    @BeforeEach
    void aClusterAsCreated() {
        for (Topic topic : Topic.values()) {
            NewTopic created = TopicCatalogue.newTopic(topic, NAMES, TopicSizing.CLUSTER);
            describe(topic, created.numPartitions(), created.replicationFactor());
            settings.put(topic, new HashMap<>(created.configs()));
        }
    }

    @Test
    void shouldFindNoFaultWithWhatItCreates() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void shouldFindWhatIsMissing() {
        described.remove(Topic.JOURNAL);
        settings.remove(Topic.JOURNAL);

        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.topic()).isEqualTo("retort.journal");
            assertThat(fault.what()).isEqualTo("existence");
            assertThat(fault.found()).isEqualTo("missing");
        });
    }

    @Test
    void shouldFindASecondPartitionWhereOneOrderIsNeeded() {
        describe(Topic.CHECKPOINTS, 2, 3);

        assertThat(faults())
                .containsExactly(new TopicFault(
                        "retort.checkpoints", "partitions", "2", "1, because its readers rely on one order"));
    }

    @ParameterizedTest
    @CsvSource({
        "SOURCES, cleanup.policy, delete, compact",
        "CHECKPOINTS, cleanup.policy, 'compact,delete', compact",
        "PROMPTS, cleanup.policy, compact, delete",
        "SOFT_LABELS, max.message.bytes, 1048588, at least 8388608",
        "JOURNAL, message.timestamp.type, CreateTime, LogAppendTime",
        "JOURNAL, unclean.leader.election.enable, true, false",
        "CHECKPOINTS, min.insync.replicas, 1, at least 2",
        "JOURNAL, retention.ms, 1209599999, 'at least that of retort.soft-labels, 1209600000'",
        "SOFT_LABELS, retention.ms, 2592000001, ",
        "SOFT_LABELS, retention.ms, -1, ",
    })
    void shouldFindASettingThatBreaksAPromise(Topic topic, String setting, String value, String expected) {
        put(topic, setting, value);

        if (expected == null) { // labels that outlive the journal are the journal's fault
            assertThat(faults()).singleElement().extracting(TopicFault::topic).isEqualTo("retort.journal");
        } else {
            assertThat(faults()).containsExactly(new TopicFault(NAMES.of(topic), setting, value, expected));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PROMPTS, retention.ms, 3600000",
        "SOFT_LABELS, retention.ms, 3600000",
        "JOURNAL, retention.ms, -1",
        "SOFT_LABELS, max.message.bytes, 16777216",
        "SOFT_LABELS, compression.type, zstd",
        "SOFT_LABELS, segment.bytes, 1048576",
    })
    void shouldLeaveMattersOfTasteAlone(Topic topic, String setting, String value) {
        put(topic, setting, value);

        assertThat(faults()).isEmpty();
    }

    @Test
    void shouldLetTwoReplicasGoOnAsOne() {
        describe(Topic.PROMPTS, 12, 2);
        put(Topic.PROMPTS, "min.insync.replicas", "1");

        assertThat(faults()).isEmpty();
    }

    @Test
    void shouldFindAllFaultsAtOnce() {
        described.remove(Topic.PROMPTS);
        settings.remove(Topic.PROMPTS);
        describe(Topic.SOURCES, 3, 3);
        put(Topic.SOURCES, "cleanup.policy", "delete");
        put(Topic.DEAD_LETTERS, "max.message.bytes", "1");

        assertThat(faults())
                .extracting(TopicFault::topic, TopicFault::what)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"retort.prompts\", \"existence\")",
                        "(\"retort.sources\", \"partitions\")",
                        "(\"retort.sources\", \"cleanup.policy\")",
                        "(\"retort.dead-letters\", \"max.message.bytes\")");
    }

    private List<TopicFault> faults() {
        Map<Topic, Config> configs = new EnumMap<>(Topic.class);
        settings.forEach((topic, values) -> configs.put(
                topic,
                new Config(values.entrySet().stream()
                        .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                        .toList())));
        return new TopicCheck(NAMES, described, configs).faults();
    }

    private void put(Topic topic, String setting, String value) {
        settings.computeIfAbsent(topic, missing -> new HashMap<>()).put(setting, value);
    }

    private void describe(Topic topic, int partitions, int replicas) {
        List<Node> nodes = Collections.nCopies(replicas, new Node(1, "localhost", 9092));
        List<TopicPartitionInfo> infos = Stream.iterate(0, partition -> partition + 1)
                .limit(partitions)
                .map(partition -> new TopicPartitionInfo(partition, nodes.get(0), nodes, nodes))
                .toList();
        described.put(topic, new TopicDescription(NAMES.of(topic), false, infos));
    }
}
