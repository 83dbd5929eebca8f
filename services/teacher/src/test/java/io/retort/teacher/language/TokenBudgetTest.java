package io.retort.teacher.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBudgetTest {

    @Test
    void shouldPutAboutEqualLengthsTogetherUnderTheBudget() {
        assertThat(new TokenBudget(10).batches(List.of(7, 2, 5, 1, 4, 30), it -> it))
                .containsExactly(List.of(1, 2, 4), List.of(5), List.of(7), List.of(30));
    }

    @Test
    void shouldLeaveEachAloneWithABudgetOfOne() {
        assertThat(new TokenBudget(1).batches(List.of(2, 2, 1), it -> it))
                .containsExactly(List.of(1), List.of(2), List.of(2));
    }

    @Test
    void shouldMakeNoBatchOfNothing() {
        assertThat(new TokenBudget(1).batches(List.<Integer>of(), it -> it)).isEmpty();
    }
}
