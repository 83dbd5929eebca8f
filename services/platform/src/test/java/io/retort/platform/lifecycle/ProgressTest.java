package io.retort.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ManualTime time = new ManualTime();
    private final Progress progress = new Progress(time);

    @Test
    void shouldGrowOldWithoutABeat() {
        time.advance(Duration.ofSeconds(40));

        assertThat(progress.age()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void shouldBeYoungAfterABeat() {
        time.advance(Duration.ofSeconds(40));
        progress.beat();
        time.advance(Duration.ofSeconds(1));

        assertThat(progress.age()).isEqualTo(Duration.ofSeconds(1));
    }
}
