package io.retort.producer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.schemas.label.Fingerprints;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorSourceTest {

    @Test
    void shouldGoOnWhereItEnded() {
        List<String> whole = Readings.all(new GeneratorSource(5, 100).open(ReadPosition.START));
        SourceReader first = new GeneratorSource(5, 60).open(ReadPosition.START);
        List<String> parts = new ArrayList<>(Readings.all(first));

        assertThat(new GeneratorSource(5, 60).hasGrownBeyond(first.position())).isFalse();
        assertThat(new GeneratorSource(5, 100).hasGrownBeyond(first.position())).isTrue();
        parts.addAll(Readings.all(new GeneratorSource(5, 100).open(first.position())));

        assertThat(parts).hasSize(100).isEqualTo(whole);
    }

    @Test
    void shouldRefuseToMixTheMessagesOfTwoReleases() {
        ReadPosition older = new ReadPosition(60, 0, Fingerprints.ofText("other templates"));

        assertThatThrownBy(() -> new GeneratorSource(5, 100).open(older))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("another release");
    }
}
