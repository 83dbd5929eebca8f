package io.retort.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.labelspace.NamedClass;
import io.retort.schemas.label.Distribution;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeywordBaselineTest {

    private final ClassSet classes = new ClassSet(List.of(
            new NamedClass("card_arrival", List.of("my new card has not come")),
            new NamedClass("card_lost", List.of("I lost my card")),
            new NamedClass("refund", List.of("money back"))));

    @Test
    void shouldSortByWordsOfNamesAndDescriptions() {
        KeywordBaseline baseline = new KeywordBaseline(classes);

        assertThat(baseline.classOf("I have LOST it!")).isEqualTo(1);
        assertThat(baseline.classOf("give me my money back")).isEqualTo(2);
    }

    @Test
    void shouldWeighAWordByHowFewClassesHaveIt() {
        // 'card' and 'my' stand in two classes of three, 'refund' in one: log 3 outweighs twice log 1.5
        assertThat(new KeywordBaseline(classes).classOf("refund for my card")).isEqualTo(2);
    }

    @Test
    void shouldTakeTheFirstClassWhereNoWordIsKnown() {
        assertThat(new KeywordBaseline(classes).classOf("xyz")).isZero();
    }

    @Test
    void shouldCountAsTheMajorityWhatTheTeacherSaysMost() {
        List<LabelledText> labelled = List.of(label(2), label(0), label(2), label(1));

        assertThat(Baselines.majority(labelled, 3)).isEqualTo(0.5);
    }

    private static LabelledText label(int mostLikely) {
        float[] logs = {-3, -3, -3};
        logs[mostLikely] = -0.1f;
        return new LabelledText("text", new Distribution(new int[] {0, 1, 2}, logs, Float.NEGATIVE_INFINITY));
    }
}
