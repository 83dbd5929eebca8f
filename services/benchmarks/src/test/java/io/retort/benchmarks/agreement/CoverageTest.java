package io.retort.benchmarks.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final List<Answer> ANSWERS = List.of(
            new Answer(0.5f, true),
            new Answer(0.9f, true),
            new Answer(0.6f, false),
            new Answer(0.8f, true),
            new Answer(0.7f, true));

    @Test
    void shouldTakeTheLeastConfidenceThatStillAgreesOftenEnough() {
        assertThat(Coverage.threshold(ANSWERS, 1)).isEqualTo(0.7f);
        // Four of five agree; three of four, below it, would not have done.
        assertThat(Coverage.threshold(ANSWERS, 0.8)).isEqualTo(0.5f);
    }

    @Test
    void shouldNotSetAThresholdBetweenAnswersOfOneConfidence() {
        List<Answer> tied = List.of(new Answer(0.9f, true), new Answer(0.8f, true), new Answer(0.8f, false));

        assertThat(Coverage.threshold(tied, 1)).isEqualTo(0.9f);
    }

    @Test
    void shouldCoverNothingWhereNoThresholdWillDo() {
        List<Answer> wrong = List.of(new Answer(0.9f, false), new Answer(0.8f, true));

        float threshold = Coverage.threshold(wrong, 0.98);

        assertThat(Coverage.at(threshold, wrong)).isEqualTo(new Coverage(0, 1));
    }

    @Test
    void shouldCountWhatReachesAThresholdFixedElsewhere() {
        assertThat(Coverage.at(0.6f, ANSWERS)).isEqualTo(new Coverage(0.8, 0.75));
    }
}
