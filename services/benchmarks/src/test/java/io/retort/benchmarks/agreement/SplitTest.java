package io.retort.benchmarks.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.benchmarks.LabelledText;
import io.retort.schemas.label.Distribution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final Distribution LABEL =
            new Distribution(new int[] {0, 1}, new float[] {-0.1f, -2.4f}, Float.NEGATIVE_INFINITY);

    // Each text stands twice.
    private static final List<LabelledText> ALL = IntStream.range(0, 40)
            .mapToObj(i -> new LabelledText("text " + i % 20, LABEL))
            .toList();

    @Test
    void shouldStreamNoTextThatIsHeldOut() {
        Split split = Split.byHash(ALL, 5);

        assertThat(split.heldOut()).hasSize(5).doesNotHaveDuplicates();
        assertThat(split.streamed()).hasSize(30).doesNotContainAnyElementsOf(split.heldOut());
    }

    @Test
    void shouldHoldOutAnotherSetWholeAndStreamNoneOfIt() {
        List<LabelledText> others = List.of(
                new LabelledText("text 3", LABEL), new LabelledText("other", LABEL), new LabelledText("other", LABEL));

        Split split = Split.asPublished(ALL, others);

        assertThat(split.heldOut()).extracting(LabelledText::text).containsExactlyInAnyOrder("text 3", "other");
        assertThat(split.streamed()).hasSize(38).doesNotContainAnyElementsOf(split.heldOut());
    }

    @Test
    void shouldHoldOutTheSameWhateverTheOrder() {
        List<LabelledText> reversed = new ArrayList<>(ALL);
        Collections.reverse(reversed);

        assertThat(Split.byHash(reversed, 5).heldOut())
                .isEqualTo(Split.byHash(ALL, 5).heldOut());
    }
}
