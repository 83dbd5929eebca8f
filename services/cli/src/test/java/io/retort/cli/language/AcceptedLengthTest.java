package io.retort.cli.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AcceptedLengthTest {

    /** Leviathan, Kalman, Matias 2023, eq. 1: of a draft of g tokens {@code (1 - a^(g + 1)) / (1 - a)} come, the model's own one included. */
    @Test
    void shouldBeThePublishedExpectationWhereAcceptancesAreAlike() {
        for (float a : new float[] {0.1f, 0.5f, 0.9f}) {
            float[] alike = new float[12];
            Arrays.fill(alike, a);
            AcceptedLength length = new AcceptedLength();
            length.add(alike);
            assertThat(length.mean()).isCloseTo((1 - Math.pow(a, 5)) / (1 - a) - 1, within(1e-5));
        }
    }

    @Test
    void shouldEndADraftWhereATokenIsNeverAccepted() {
        AcceptedLength length = new AcceptedLength();
        length.add(new float[] {1, 1, 0, 1});
        assertThat(length.mean()).isEqualTo(2);
    }

    @Test
    void shouldKnowNothingOfTextsShorterThanADraft() {
        AcceptedLength length = new AcceptedLength();
        length.add(new float[] {1, 1, 1});
        assertThat(length.mean()).isZero();
    }
}
