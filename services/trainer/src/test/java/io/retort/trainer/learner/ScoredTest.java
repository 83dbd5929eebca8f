package io.retort.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.StepOutcome;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Support;
import io.retort.trainer.label.AcceptedLabel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoredTest {

    private static final List<ExampleScore> SCORES = List.of(
            ExampleScore.ofTokens(1, 4.0, 1, 5.0, 0.1),
            ExampleScore.ofTokens(4, 9.0, 0, 9.0, 0.0),
            ExampleScore.ofTokens(3, 2.0, 2, 1.0, 0.5));

    @Test
    void shouldScoreAllLabelsAndTheNovelOnesApartByTheirTokens() {
        SeenInputs seen = SeenInputs.of(new long[] {2});

        Step step = Scored.of(List.of(label(1), label(2), label(3)), outcome(3), seen)
                .toStep(List.of(), 0, 1, Instant.EPOCH);

        assertThat(step.getLearned()).isEqualTo(3);
        assertThat(step.getPositions()).isEqualTo(8);
        assertThat(step.getLoss()).as("(4 + 4 * 9 + 3 * 2) / 8").isEqualTo(5.75);
        assertThat(step.getAgreed()).isEqualTo(3);
        assertThat(step.getNovel()).isEqualTo(2);
        assertThat(step.getNovelPositions()).isEqualTo(4);
        assertThat(step.getNovelLoss()).as("(4 + 3 * 2) / 4").isEqualTo(2.5);
        assertThat(step.getNovelAgreed()).isEqualTo(3);
        assertThat(step.getNovelTokens()).isNotNull().satisfies(tokens -> {
            assertThat(tokens.getCrossEntropy()).as("(5 + 3 * 1) / 4").isEqualTo(2.0);
            assertThat(tokens.getAcceptance()).as("(0.1 + 3 * 0.5) / 4").isCloseTo(0.4, within(1e-15));
        });
        assertThat(step.getChoices()).as("there are no classes").isEmpty();
        assertThat(step.getMicroBatches()).containsExactly(2, 1);
    }

    @Test
    void shouldHaveNoTokensWhereNothingIsNovel() {
        SeenInputs seen = SeenInputs.of(new long[] {1});

        Step step = Scored.of(List.of(label(1)), outcome(1), seen).toStep(List.of(), 0, 1, Instant.EPOCH);

        assertThat(step.getPositions()).isEqualTo(1);
        assertThat(step.getNovelPositions()).isZero();
        assertThat(step.getNovelTokens()).isNull();
    }

    private static StepOutcome outcome(int labels) {
        return new StepOutcome(SCORES.subList(0, labels), labels == 1 ? List.of(1) : List.of(2, labels - 2));
    }

    private static AcceptedLabel label(long input) {
        TokenSequence tokens = new TokenSequence(new int[] {0, 1}, List.of(new TokenSpan(1, 2)));
        return new AcceptedLabel(new Example("", tokens, 1f, Support.TEXT, List.of()), input, "", Instant.EPOCH);
    }
}
