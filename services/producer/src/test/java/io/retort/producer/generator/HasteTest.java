package io.retort.producer.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class HasteTest {

    private static final List<String> WORDS = List.of("Where", "is", "my", "order", "A123456", "right", "now?");

    @RepeatedTest(50)
    void shouldLeaveWordsOutAndKeepTheOthersInTheirOrder(RepetitionInfo repetition) {
        String shortened = Haste.shortened(String.join(" ", WORDS), new Random(repetition.getCurrentRepetition()));

        List<String> kept = Arrays.asList(shortened.split(" "));
        assertThat(WORDS).containsSubsequence(kept);
        assertThat(kept).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldKeepAMessageOfOneWord() {
        assertThat(Haste.shortened("refund?", new Random(1))).isEqualTo("refund?");
    }

    @Test
    void shouldLeaveOutAboutAQuarter() {
        String message = "word ".repeat(10_000).strip();

        // Binomial with n = 10,000 and p = 1/4: mean 2,500, standard deviation 43; five of them either way.
        assertThat(Haste.shortened(message, new Random(1)).split(" ")).hasSizeBetween(7_285, 7_715);
    }
}
