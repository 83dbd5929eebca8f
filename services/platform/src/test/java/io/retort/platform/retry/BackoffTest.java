package io.retort.platform.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration CAP = Duration.ofSeconds(5);

    private final Backoff backoff = new Backoff(FIRST, CAP, new Random(1));

    @Test
    void shouldDoubleTheCeilingUpToTheCap() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(backoff::ceiling).map(Duration::toMillis))
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
        assertThat(backoff.ceiling(Integer.MAX_VALUE)).isEqualTo(CAP);
    }

    @Test
    void shouldSpreadOverTheWholeRange() {
        // Uniform in [0, 5 s]: 2,000 draws have a mean of 2.5 s with a standard error of 32 ms.
        double mean = IntStream.range(0, 2000)
                .mapToLong(draw -> backoff.delay(20).toMillis())
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(2370.0, 2630.0);
        assertThat(IntStream.range(0, 2000).mapToObj(draw -> backoff.delay(20)))
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, CAP))
                .anySatisfy(delay -> assertThat(delay).isLessThan(CAP.dividedBy(20)))
                .anySatisfy(delay ->
                        assertThat(delay).isGreaterThan(CAP.dividedBy(20).multipliedBy(19)));
    }

    @Test
    void shouldRepeatWithTheSameSeed() {
        var other = new Backoff(FIRST, CAP, new Random(1));

        assertThat(IntStream.rangeClosed(1, 10).mapToObj(backoff::delay).toList())
                .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(other::delay).toList());
    }

    @Test
    void shouldWaitAtLeastAsLongAsAsked() {
        assertThat(backoff.delay(1, Duration.ofSeconds(60))).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void shouldRefuseACapBelowTheFirst() {
        assertThatThrownBy(() -> new Backoff(CAP, FIRST, new Random(1))).isInstanceOf(InvalidSetting.class);
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, CAP, new Random(1))).isInstanceOf(InvalidSetting.class);
    }
}
