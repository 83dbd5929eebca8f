package io.retort.schemas.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystematicDrawsTest {

    private static final float NONE = Float.NEGATIVE_INFINITY;

    private final DrawSeed seed = DrawSeed.ofPrompt("a prompt");

    @Test
    void shouldDrawEachIdAsOftenAsItsProbabilitySaysUpToOne() {
        int number = 22;
        SystematicDraws draws = new SystematicDraws(number);
        Distribution teacher = new RandomDistributions(5).full(300);
        for (int position = 0; position < 500; position++) {
            Distribution drawn = draws.draw(teacher.logProbabilities(), seed, position);

            int[] counts = new int[300];
            for (int i = 0; i < drawn.ids().length; i++) {
                counts[drawn.ids()[i]] = (int) Math.rint(number * Math.exp(drawn.logProbabilities()[i]));
            }
            assertThat(IntStream.of(counts).sum()).isEqualTo(number);
            for (int id = 0; id < counts.length; id++) {
                double expected = number * Math.exp(teacher.logProbabilities()[id]);
                assertThat((double) counts[id]).isCloseTo(expected, within(1 + 1e-4));
            }
        }
    }

    // By hand: u = offset; the points (u + j) / 4 against the cumulative 0.5, 0.5, 0.75, 1.
    @Test
    void shouldPutTheFirstDrawAtTheOffset() {
        float[] half = {(float) Math.log(0.5), NONE, (float) Math.log(0.25), (float) Math.log(0.25)};

        Distribution drawn = new SystematicDraws(4).draw(half, seed, 3);

        assertThat(drawn.ids()).containsExactly(0, 2, 3);
        assertThat(drawn.logProbabilities()[0]).isCloseTo((float) Math.log(0.5), within(1e-6f));
        assertThat(drawn.draws().orElseThrow().entropy()).isCloseTo(1.0397208f, within(1e-6f)); // 1.5 ln 2
    }

    @Test
    void shouldNeverDrawWhatIsImpossible() {
        float[] logProbabilities = {NONE, 0.0f, NONE};
        for (int position = 0; position < 1000; position++) {
            Distribution drawn = new SystematicDraws(1).draw(logProbabilities, seed, position);

            assertThat(drawn.ids()).containsExactly(1);
            assertThat(drawn.draws()).hasValue(new Draws(1, 0, 1, 0));
        }
    }

    @Test
    void shouldChooseTheWitnessByTheTeachersProbability() {
        SystematicDraws draws = new SystematicDraws(3);
        float[] teacher = {(float) Math.log(0.6), (float) Math.log(0.3), (float) Math.log(0.1)};
        int rounds = 20_000;
        int[] witnesses = new int[3];
        for (int position = 0; position < rounds; position++) {
            Draws drawn = draws.draw(teacher, seed, position).draws().orElseThrow();
            witnesses[drawn.witness()]++;
            assertThat(drawn.witnessLogProbability()).isCloseTo(teacher[drawn.witness()], within(1e-6f));
        }
        for (int id = 0; id < 3; id++) {
            double probability = Math.exp(teacher[id]);
            double deviation = Math.sqrt(probability * (1 - probability) / rounds);
            assertThat((double) witnesses[id] / rounds).isCloseTo(probability, within(4 * deviation));
        }
    }

    @Test
    void shouldTakeLogitsThatAreNotNormalised() {
        Distribution drawn = new SystematicDraws(8).draw(new float[] {3, 3}, seed, 0);

        assertThat(drawn.draws().orElseThrow().entropy()).isCloseTo((float) Math.log(2), within(1e-6f));
        assertThat(drawn.draws().orElseThrow().witnessLogProbability()).isCloseTo((float) -Math.log(2), within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 256})
    void shouldRefuseANumberOfDrawsThatNoLabelHolds(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SystematicDraws(number))
                .withMessageContaining("1 to 255");
    }

    @Test
    void shouldRefuseWhatIsNoDistribution() {
        SystematicDraws draws = new SystematicDraws(2);
        assertThatIllegalArgumentException().isThrownBy(() -> draws.draw(new float[] {NONE, NONE}, seed, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> draws.draw(new float[] {0, Float.NaN}, seed, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> draws.draw(new float[] {0, Float.POSITIVE_INFINITY}, seed, 0));
    }
}
