package io.retort.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicCatalogueTest {

    private static final TopicNames NAMES = TopicNames.standard();

    // The design's table of topics: partitions on a cluster and embedded, cleanup, retention in days, KiB of a batch.
    @ParameterizedTest
    @CsvSource({
        "PROMPTS,      retort.prompts,      12, 4, delete,  7,  2048",
        "SOFT_LABELS,  retort.soft-labels,  12, 4, delete,  14, 8192",
        "LABEL_SPACES, retort.label-spaces, 1,  1, compact,   , 1024",
        "SOURCES,      retort.sources,      1,  1, compact,   , 64",
        "JOURNAL,      retort.journal,      12, 4, delete,  30, 1024",
        "CHECKPOINTS,  retort.checkpoints,  1,  1, compact,   , 1024",
        "DEAD_LETTERS, retort.dead-letters, 4,  4, delete,  30, 8256",
    })
    void shouldCreateEachTopicAsDesigned(
            Topic topic, String name, int cluster, int embedded, String cleanup, Integer days, int kibibytes) {
        NewTopic onCluster = TopicCatalogue.newTopic(topic, NAMES, TopicSizing.CLUSTER);
        NewTopic inProcess = TopicCatalogue.newTopic(topic, NAMES, TopicSizing.EMBEDDED);

        assertThat(onCluster.name()).isEqualTo(name).isEqualTo(inProcess.name());
        assertThat(onCluster.numPartitions()).isEqualTo(cluster);
        assertThat(inProcess.numPartitions()).isEqualTo(embedded);
        assertThat(onCluster.configs())
                .containsEntry("cleanup.policy", cleanup)
                .containsEntry("max.message.bytes", Integer.toString(kibibytes * 1024));
        if (days == null) {
            assertThat(onCluster.configs()).doesNotContainKeys("retention.ms", "message.timestamp.type");
        } else {
            assertThat(onCluster.configs())
                    .containsEntry("retention.ms", Long.toString(days * 86_400_000L))
                    .containsEntry("retention.bytes", "-1")
                    .containsEntry("message.timestamp.type", "LogAppendTime");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSurviveTheLossOfABrokerOnACluster(Topic topic) {
        NewTopic created = TopicCatalogue.newTopic(topic, NAMES, TopicSizing.CLUSTER);

        assertThat(created.replicationFactor()).isEqualTo((short) 3);
        assertThat(created.configs())
                .containsAllEntriesOf(Map.of(
                        "min.insync.replicas", "2",
                        "unclean.leader.election.enable", "false",
                        "compression.type", "producer"));
    }

    @Test
    void shouldKeepFilesSmallInTheProcess() {
        NewTopic created = TopicCatalogue.newTopic(Topic.SOFT_LABELS, NAMES, TopicSizing.EMBEDDED);

        assertThat(created.replicationFactor()).isEqualTo((short) 1);
        assertThat(created.configs())
                .containsEntry("min.insync.replicas", "1")
                .containsEntry("segment.bytes", "67108864");
    }
}
