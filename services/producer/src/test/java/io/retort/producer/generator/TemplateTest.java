package io.retort.producer.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void shouldExpandEveryChoiceAndTidyWhatAnEmptyOneLeaves() {
        assertThat(new Template("Where is (my|the) {product} (in {city}|)?").expansions())
                .containsExactly(
                        "Where is my {product} in {city}?",
                        "Where is my {product}?",
                        "Where is the {product} in {city}?",
                        "Where is the {product}?");
    }

    @Test
    void shouldFillSlotsAndDigitsInsideAChoiceToo() {
        String filled =
                new Template("Where is (order {order})?").fill(Map.of("order", List.of("A~~-1")), new Random(1));

        assertThat(filled).matches("Where is order A[0-9]{2}-1\\?");
    }

    @Test
    void shouldPutTheRightArticleBeforeAVowel() {
        String filled =
                new Template("I want a {product}.").fill(Map.of("product", List.of("office chair")), new Random(1));

        assertThat(filled).isEqualTo("I want an office chair.");
    }

    @Test
    void shouldNameTheSlotThatIsNotThere() {
        Template template = new Template("Where is {parcel}?");

        assertThatThrownBy(() -> template.fill(Map.of(), new Random(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("parcel");
    }
}
