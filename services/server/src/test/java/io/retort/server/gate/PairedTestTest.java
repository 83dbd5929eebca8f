package io.retort.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTestTest {

    private static final double LEVEL = 0.05;
    private static final double MARGIN = 0.02;
    private static final int PAIRS = 512;
    private static final int TRIALS = 5_000;
    /** Three standard deviations of a share of 0.06 in so many trials. */
    private static final double CHANCE = 0.01;

    private static final double[] LIVE = {0.21, 0.05, 1.31, 0.44, 0.09, 0.73, 0.02, 2.10, 0.36, 0.18, 0.55, 0.07};
    private static final double[] CANDIDATE = {0.19, 0.08, 1.52, 0.40, 0.11, 0.69, 0.02, 1.85, 0.47, 0.20, 0.49, 0.13};

    /** {@code scipy.stats.ttest_rel(candidate, live, alternative='less').confidence_interval(1 - level)}, scipy 1.17.1. */
    @ParameterizedTest
    @CsvSource({"0.05, 0.05992306580726795", "0.01, 0.08898213010081989"})
    void shouldBoundTheDifferenceAsScipyDoes(double level, double bound) {
        double[] worse = new double[LIVE.length];
        for (int i = 0; i < worse.length; i++) {
            worse[i] = CANDIDATE[i] - LIVE[i];
        }

        PairedTest test = PairedTest.of(worse, level);

        assertThat(test.pairs()).isEqualTo(12);
        assertThat(test.worse()).isCloseTo(0.003333333333333327, within(1e-15));
        assertThat(test.standardError()).isCloseTo(0.03151078058267191, within(1e-15));
        assertThat(test.bound()).isCloseTo(bound, within(1e-12));
    }

    /**
     * The hours of sleep gained by ten patients, of Student's own paper (The probable error of a mean, 1908). R's manual gives
     * the two-sided interval of 95% for the mean difference as 0.7001142 to 2.4598858 ({@code t.test} of the sleep data, paired).
     */
    @Test
    void shouldBoundStudentsOwnExample() {
        double[] gained = {1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4};

        assertThat(PairedTest.of(gained, 0.025).bound()).isCloseTo(2.4598858, within(5e-8));
    }

    /** Right on one and wrong on the other, so often; else the same. Candidates that are worse by just the margin. */
    @ParameterizedTest(name = "live alone right on {0}, candidate alone right on {1}")
    @CsvSource({"0.06, 0.04", "0.12, 0.10", "0.03, 0.01", "0.02, 0"})
    void shouldLetACandidateWorseByTheMarginPassNoMoreOftenThanTheLevel(double live, double candidate) {
        double passed = passed(random -> {
            double draw = random.nextDouble();
            return draw < live ? 1 : draw < live + candidate ? -1 : 0;
        });

        assertThat(passed).isLessThan(LEVEL + 0.015 + CHANCE);
    }

    @Test
    void shouldNeverLetACandidateThatIsMuchWorsePass() {
        assertThat(passed(random -> random.nextDouble() < 0.2 ? 1 : 0)).isZero();
    }

    @Test
    void shouldLetACandidateThatIsAsGoodPassMoreOftenThanNot() {
        assertThat(passed(random -> {
                    double draw = random.nextDouble();
                    return draw < 0.02 ? 1 : draw < 0.04 ? -1 : 0;
                }))
                .isBetween(0.7, 0.8); // 0.742 by the same in numpy
    }

    /** Losses are skewed: an exponential around the margin. */
    @Test
    void shouldKeepTheLevelForLosses() {
        Random random = new Random(5);
        int passed = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] worse = new double[PAIRS];
            for (int i = 0; i < PAIRS; i++) {
                worse[i] = MARGIN + 0.1 * (-Math.log(1 - random.nextDouble()) - 1);
            }
            passed += PairedTest.of(worse, LEVEL).bound() < MARGIN ? 1 : 0;
        }

        assertThat((double) passed / TRIALS).isLessThan(LEVEL + 0.015 + CHANCE);
    }

    /** No difference in 132 prompts says little about one in fifty; in 140 it does: (1.65 / sqrt n)^2 = 0.02 / 0.98 at 134. */
    @Test
    void shouldNotTakeAFewPromptsWithoutADifferenceForProof() {
        assertThat(PairedTest.ofAgreement(new double[128], LEVEL, MARGIN).bound())
                .isGreaterThan(MARGIN);
        assertThat(PairedTest.ofAgreement(new double[140], LEVEL, MARGIN).bound())
                .isLessThan(MARGIN);
    }

    @Test
    void shouldNotPassWhatIsNoNumber() {
        assertThat(PairedTest.of(new double[] {0, Double.NaN, 0}, LEVEL).bound())
                .isNaN();
        assertThat(PairedTest.of(new double[] {0, Double.POSITIVE_INFINITY, 0}, LEVEL)
                                .bound()
                        < MARGIN)
                .isFalse();
    }

    @Test
    void shouldRefuseASinglePair() {
        assertThatThrownBy(() -> PairedTest.of(new double[1], LEVEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 pairs; allowed: at least 2");
    }

    private static double passed(ToDoubleFunction<Random> difference) {
        Random random = new Random(11);
        int passed = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] worse = new double[PAIRS];
            for (int i = 0; i < PAIRS; i++) {
                worse[i] = difference.applyAsDouble(random);
            }
            passed += PairedTest.ofAgreement(worse, LEVEL, MARGIN).bound() < MARGIN ? 1 : 0;
        }
        return (double) passed / TRIALS;
    }
}
