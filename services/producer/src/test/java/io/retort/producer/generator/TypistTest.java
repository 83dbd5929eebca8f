package io.retort.producer.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypistTest {

    @Test
    void shouldMistypeNoShortWordAndNoNumber() {
        String text = "is it A1234567 or B-99";

        assertThat(typed(text)).allMatch(typed -> typed.equalsIgnoreCase(text));
    }

    @Test
    void shouldMistypeInEachWayAndKeepAWordsFirstLetter() {
        List<String> typed = typed("delivery");

        assertThat(typed).contains("delivery", "deilvery", "deivery", "deluvery");
        assertThat(typed).allMatch(text -> text.matches("(?i)d.*"));
    }

    @Test
    void shouldLeaveOutApostrophesAndTheLastStopForSome() {
        assertThat(typed("it's here.")).contains("it's here.", "its here.", "it's here", "IT'S HERE.");
    }

    private static List<String> typed(String text) {
        return IntStream.range(0, 20_000)
                .mapToObj(seed -> Typist.type(text, new Random(seed * 2_654_435_761L)))
                .distinct()
                .toList();
    }
}
