package io.retort.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.student.ExampleScore.TokenMeans;
import io.retort.schemas.record.PrequentialWindow;
import io.retort.trainer.learner.PrequentialFigures.Contribution;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrequentialFiguresTest {

    private final PrequentialFigures figures = new PrequentialFigures();

    @Test
    void shouldWeighStepsByTheirPositions() {
        figures.add(new Contribution(10, 8, 100, 3.0, 20, new TokenMeans(4.0, 0.2)));
        figures.add(new Contribution(10, 10, 300, 1.0, 180, new TokenMeans(2.0, 0.6)));

        PrequentialWindow window = figures.window();

        assertThat(window.getLabels()).isEqualTo(18);
        assertThat(window.getPositions()).isEqualTo(400);
        assertThat(window.getLoss()).as("(100 * 3 + 300 * 1) / 400").isEqualTo(1.5);
        assertThat(window.getAgreement()).as("200 / 400").isEqualTo(0.5);
        assertThat(window.getRepeats()).as("2 of 20 labels").isCloseTo(0.1, within(1e-15));
        assertThat(window.getTokens()).isNotNull().satisfies(tokens -> {
            assertThat(tokens.getCrossEntropy()).as("(100 * 4 + 300 * 2) / 400").isEqualTo(2.5);
            assertThat(tokens.getAcceptance())
                    .as("(100 * 0.2 + 300 * 0.6) / 400")
                    .isCloseTo(0.5, within(1e-15));
        });
    }

    @Test
    void shouldPassOverStepsInWhichNothingWasNovel() {
        figures.add(new Contribution(5, 5, 50, 2.0, 10, new TokenMeans(3.0, 0.25)));
        figures.add(new Contribution(5, 0, 0, 0, 0, null));

        assertThat(figures.window().getLoss()).isEqualTo(2.0);
        assertThat(figures.window().getTokens()).isNotNull().satisfies(tokens -> assertThat(tokens.getAcceptance())
                .isEqualTo(0.25));
    }

    /** As the classifier's figures were before there were tokens. */
    @Test
    void shouldKeepTheBitsOfAMeanByLabelsOverClasses() {
        Random random = new Random(9);
        double sum = 0;
        int novel = 0;
        for (int step = 0; step < 40; step++) {
            int labels = 1 + random.nextInt(40);
            double loss = random.nextDouble() * 4;
            sum += loss * labels;
            novel += labels;
            figures.add(new Contribution(labels, labels, labels, loss, labels / 2, null));
        }

        assertThat(figures.window().getLoss()).isEqualTo(sum / novel);
        assertThat(figures.window().getTokens()).isNull();
    }

    @Test
    void shouldKeepTheFewestStepsThatHoldEnoughLabels() {
        for (int step = 0; step < 5; step++) {
            figures.add(new Contribution(1_000, 900, 900, step, 0, null));
        }

        assertThat(figures.contributions()).extracting(Contribution::loss).containsExactly(3.0, 4.0);
        assertThat(figures.window().getLabels()).isEqualTo(1_800);
        assertThat(figures.window().getRepeats()).isCloseTo(0.1, within(1e-15));
    }

    @Test
    void shouldKeepTheFewestStepsThatHoldEnoughTokens() {
        for (int step = 0; step < 9; step++) {
            figures.add(new Contribution(8, 8, 700, step, 0, new TokenMeans(step, 0)));
        }

        assertThat(figures.contributions()).extracting(Contribution::loss).containsExactly(6.0, 7.0, 8.0);
        assertThat(figures.window().getPositions()).isEqualTo(2_100);
        assertThat(figures.window().getLabels()).isEqualTo(24);
    }
}
