package io.retort.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void shouldSayHowMuchOfAClearGapIsKept() {
        Verdict verdict = Verdict.of(List.of(1.30, 1.40, 1.50), List.of(1.10, 1.19, 1.31));

        assertThat(verdict.of(1.40, 1.25)).isEqualTo("75% of the gap");
    }

    @Test
    void shouldSayNothingOfAGapThatMayBeChance() {
        Verdict verdict = Verdict.of(List.of(1.30, 1.40, 1.50), List.of(1.10, 1.39, 1.45));

        assertThat(verdict.of(1.40, 1.25)).isEqualTo("no verdict");
    }

    @Test
    void shouldSayNothingWhereHardLabelsAreTheBetterOnes() {
        Verdict verdict = Verdict.of(List.of(1.10, 1.20, 1.30), List.of(1.30, 1.40, 1.50));

        assertThat(verdict.of(1.20, 1.25)).isEqualTo("no verdict");
    }
}
