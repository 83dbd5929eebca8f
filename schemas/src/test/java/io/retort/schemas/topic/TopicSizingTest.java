package io.retort.schemas.topic;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicSizingTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 67108864, partitions 0",
        "1, 0, 1, 67108864, replicas 0",
        "1, 40000, 1, 67108864, replicas 40000",
        "1, 3, 4, 67108864, minInSyncReplicas 4",
        "1, 3, 0, 67108864, minInSyncReplicas 0",
        "1, 1, 1, 1048576, segmentBytes 1048576",
    })
    void shouldRefuseWhatNoClusterCanHave(int partitions, int replicas, int inSync, int segment, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicSizing(partitions, replicas, inSync, segment))
                .withMessageContaining(message);
    }
}
