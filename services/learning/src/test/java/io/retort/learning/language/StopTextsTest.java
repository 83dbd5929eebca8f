package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopTextsTest {

    @Test
    void shouldFindAStopTextAcrossPieces() {
        StopTexts stops = new StopTexts(List.of("</answer>"));

        assertThat(stops.after("forty-two</")).isEqualTo("forty-two");
        assertThat(stops.after("ans")).isEmpty();
        assertThat(stops.met()).isFalse();
        assertThat(stops.after("wer> and more")).isEmpty();
        assertThat(stops.met()).isTrue();
        assertThat(stops.after("still more")).isEmpty();
        assertThat(stops.rest()).isEmpty();
    }

    @Test
    void shouldReleaseWhatTurnsOutNotToBeOne() {
        StopTexts stops = new StopTexts(List.of("aab"));

        assertThat(stops.after("xa")).isEqualTo("x");
        assertThat(stops.after("a")).isEmpty();
        assertThat(stops.after("a")).isEqualTo("a");
        assertThat(stops.after("c")).isEqualTo("aac");
        assertThat(stops.met()).isFalse();
    }

    @Test
    void shouldStopAtTheFirstOfSeveral() {
        StopTexts stops = new StopTexts(List.of("three", "two"));

        assertThat(stops.after("one two three")).isEqualTo("one ");
        assertThat(stops.met()).isTrue();
    }

    @Test
    void shouldReleaseTheRestAtTheEnd() {
        StopTexts stops = new StopTexts(List.of("\n\n"));

        assertThat(stops.after("done\n")).isEqualTo("done");
        assertThat(stops.rest()).isEqualTo("\n");
    }

    @Test
    void shouldPassEverythingOnWithoutStopTexts() {
        StopTexts stops = new StopTexts(List.of());

        assertThat(stops.after("anything")).isEqualTo("anything");
        assertThat(stops.rest()).isEmpty();
    }
}
