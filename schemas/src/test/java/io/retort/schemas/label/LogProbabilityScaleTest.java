package io.retort.schemas.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogProbabilityScaleTest {

    @Test
    void shouldKeepEachLogProbabilityWithinTheStatedError() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            double exact = -64 * Math.pow(random.nextDouble(), 1 + i % 4);

            double kept = LogProbabilityScale.logProbability(LogProbabilityScale.code(exact));

            assertThat(kept).isCloseTo(exact, within(1.25e-4 * Math.sqrt(-exact) + 1e-8));
        }
    }

    @Test
    void shouldHoldNothingButFiniteLogProbabilitiesOfAtMostZeroThatFallWithTheCode() {
        float before = 1;
        for (int code = 0; code < LogProbabilityScale.NOTHING; code++) {
            float logProbability = LogProbabilityScale.logProbability(code);

            assertThat(logProbability).isLessThan(before).isBetween(-64f, 0f);
            assertThat(LogProbabilityScale.code(logProbability)).isEqualTo(code);
            before = logProbability;
        }
    }

    @Test
    void shouldTakeWhatIsTooSmallForTheSmallest() {
        assertThat(LogProbabilityScale.logProbability(LogProbabilityScale.code(-200)))
                .isEqualTo(-64);
        assertThat(LogProbabilityScale.logProbability(LogProbabilityScale.code(Double.NEGATIVE_INFINITY)))
                .isEqualTo(-64);
    }

    @Test
    void shouldKeepCertaintyExactly() {
        assertThat(LogProbabilityScale.logProbability(LogProbabilityScale.code(0.0)))
                .isEqualTo(0.0f);
        assertThat(LogProbabilityScale.probability(0)).isEqualTo(1);
        assertThat(LogProbabilityScale.probability(LogProbabilityScale.NOTHING)).isZero();
    }
}
