package io.retort.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemeTallyTest {

    private static final float[] HALVES = logarithms(0.5, 0.25, 0.125, 0.125);

    @Test
    void shouldFindWhatTheMostLikelyLeave() {
        SchemeTally tally = tally(Scheme.topK(2), 1);

        assertThat(tally.idsAPosition()).isEqualTo(2);
        assertThat(tally.tail()).isCloseTo(0.25, within(0.001)); // the codec's error
    }

    @Test
    void shouldFindNoErrorInWhatIsKeptWhole() {
        SchemeTally tally = tally(Scheme.FULL, 1);

        assertThat(tally.squaredError()).isCloseTo(0, within(1e-6));
        assertThat(tally.bytesAPosition()).isEqualTo(2 + 4 * Short.BYTES);
    }

    @Test
    void shouldFindTheVarianceOfOneDraw() {
        SchemeTally tally = tally(Scheme.sampled(1), 400);

        // 1 - sum p^2 = 0.65625; its standard error over 1,600 draws is 0.008.
        assertThat(tally.squaredError()).isCloseTo(1 - SchemeTally.squares(HALVES), within(0.02));
    }

    private static SchemeTally tally(Scheme scheme, int answers) {
        SchemeTally tally = new SchemeTally(scheme);
        TokenSequence tokens = new TokenSequence(new int[] {0, 1}, List.of(new TokenSpan(1, 2)));
        IntStream.range(0, answers).forEach(i -> tally.add(new Answer("prompt-" + i, tokens), List.of(HALVES)));
        return tally;
    }

    private static float[] logarithms(double... probabilities) {
        float[] logarithms = new float[probabilities.length];
        for (int i = 0; i < logarithms.length; i++) {
            logarithms[i] = (float) Math.log(probabilities[i]);
        }
        return logarithms;
    }
}
