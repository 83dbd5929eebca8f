package io.retort.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void shouldGiveTheStandardErrorOfTheMean() {
        Estimate estimate = Estimate.of(0.84, 0.85, 0.87);

        // Python: statistics.stdev([0.84, 0.85, 0.87]) / 3 ** 0.5 = 0.00881917
        assertThat(estimate.mean()).isCloseTo(0.853333, Offset.offset(1e-6));
        assertThat(estimate.standardError()).isCloseTo(0.00881917, Offset.offset(1e-8));
    }
}
