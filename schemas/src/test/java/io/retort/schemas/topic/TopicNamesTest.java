package io.retort.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {

    @Test
    void shouldPutThePrefixBeforeEachName() {
        assertThat(new TopicNames("team-a.").of(Topic.SOFT_LABELS)).isEqualTo("team-a.soft-labels");
        assertThat(new TopicNames("").all())
                .hasSize(Topic.values().length)
                .contains("prompts", "journal")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldFindATopicByItsFullName() {
        assertThat(TopicNames.standard().find("retort.journal")).contains(Topic.JOURNAL);
        assertThat(TopicNames.standard().find("journal")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/", "\u00e4.", "a\n"})
    void shouldRefuseAPrefixThatKafkaRefuses(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicNames(prefix))
                .withMessageContaining("'" + prefix + "'");
    }

    @Test
    void shouldRefuseAPrefixThatIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicNames("x".repeat(201)));
    }
}
