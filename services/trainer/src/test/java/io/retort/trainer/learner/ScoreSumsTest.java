package io.retort.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.student.ExampleScore;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreSumsTest {

    private final ScoreSums sums = new ScoreSums();

    @Test
    void shouldCountEachTokenTheSame() {
        sums.add(ExampleScore.ofTokens(1, 4.0, 0, 5.0, 0.1));
        sums.add(ExampleScore.ofTokens(3, 2.0, 2, 1.0, 0.5));

        assertThat(sums.labels()).isEqualTo(2);
        assertThat(sums.positions()).isEqualTo(4);
        assertThat(sums.agreed()).isEqualTo(2);
        assertThat(sums.loss()).as("(4 + 3 * 2) / 4").isEqualTo(2.5);
        assertThat(sums.tokens()).isNotNull().satisfies(tokens -> {
            assertThat(tokens.getCrossEntropy()).as("(5 + 3 * 1) / 4").isEqualTo(2.0);
            assertThat(tokens.getAcceptance()).as("(0.1 + 3 * 0.5) / 4").isCloseTo(0.4, within(1e-15));
        });
    }

    /** As the classifier's figures were before there were tokens: a sum in order, divided once. */
    @Test
    void shouldKeepTheBitsOfAPlainMeanOverClasses() {
        Random random = new Random(3);
        double sum = 0;
        for (int i = 0; i < 1_000; i++) {
            double loss = random.nextDouble() * 5;
            sum += loss;
            sums.add(ExampleScore.ofClasses(loss, 1, i % 4));
        }

        assertThat(sums.loss()).isEqualTo(sum / 1_000);
        assertThat(sums.positions()).isEqualTo(1_000);
        assertThat(sums.agreed()).isEqualTo(250);
        assertThat(sums.tokens()).isNull();
    }

    @Test
    void shouldBeZeroAndWithoutTokensWhereThereIsNothing() {
        assertThat(sums.loss()).isZero();
        assertThat(sums.tokens()).isNull();
    }
}
