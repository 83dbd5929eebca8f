package io.retort.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void shouldGiveTheNearestRank() {
        Latencies latencies = new Latencies(
                LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray(), 2);

        assertThat(latencies.quantile(0.5)).isEqualTo(50);
        assertThat(latencies.quantile(0.99)).isEqualTo(99);
        assertThat(latencies.quantile(1)).isEqualTo(100);
        assertThat(latencies.quantile(0)).isEqualTo(1);
        assertThat(latencies).hasToString("p50 50.00 ms, p99 99.00 ms, 50 requests/s (100 of them)");
    }

    @Test
    void shouldPoolRoundsRequestByRequest() {
        Latencies pooled = Latencies.together(
                List.of(new Latencies(new long[] {1_000_000, 3_000_000}, 1), new Latencies(new long[] {2_000_000}, 1)));

        assertThat(pooled.quantile(0.5)).isEqualTo(2);
    }
}
