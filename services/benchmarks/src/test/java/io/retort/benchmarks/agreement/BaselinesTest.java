package io.retort.benchmarks.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.benchmarks.LabelledText;
import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.labelspace.NamedClass;
import io.retort.schemas.label.Distribution;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    private static final ClassSet CLASSES = new ClassSet(Stream.of("card_arrival", "card_lost", "exchange_rate")
            .map(name -> new NamedClass(name, List.of()))
            .toList());

    private final Baselines baselines =
            new Baselines(CLASSES, List.of(labelled("a", 1), labelled("b", 0), labelled("c", 1)));

    @Test
    void shouldCountHowOftenTheMostFrequentClassIsRight() {
        List<LabelledText> heldOut = List.of(labelled("x", 1), labelled("y", 0), labelled("z", 0), labelled("w", 2));

        assertThat(baselines.majorityAgreement(heldOut)).isEqualTo(0.25);
    }

    @Test
    void shouldChooseTheClassWhoseRarerWordsTheTextHolds() {
        assertThat(baselines.byKeywords("Arrival of my CARD?")).isEqualTo(0);
        assertThat(baselines.byKeywords("the card's rate")).isEqualTo(2); // 'rate' names one class, 'card' two
    }

    @Test
    void shouldChooseTheFirstOfEqualClasses() {
        assertThat(baselines.byKeywords("my card")).isEqualTo(0);
    }

    @Test
    void shouldFallBackToTheMostFrequentClass() {
        assertThat(baselines.byKeywords("hello")).isEqualTo(1);
    }

    private static LabelledText labelled(String text, int mostLikely) {
        float[] logs = {-3, -3, -3};
        logs[mostLikely] = -0.1f;
        return new LabelledText(text, new Distribution(new int[] {0, 1, 2}, logs, Float.NEGATIVE_INFINITY));
    }
}
