package io.retort.teacher.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.huggingface.TokenizedText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A character is a token here, if it is no blank. */
class HeadFirstTest {

    private final List<Integer> lengths = new ArrayList<>();
    private final HeadFirst reader = new HeadFirst(this::read, new SequenceLimit(10));

    @Test
    void shouldReadAShortTextAtOnce() {
        assertThat(count("a".repeat(160))).isEqualTo(160);
        assertThat(lengths).containsExactly(160);
    }

    @Test
    void shouldLookNoFurtherThanDecides() {
        assertThat(count("a".repeat(1_000_000))).isEqualTo(160);
        assertThat(lengths).containsExactly(160);
    }

    @Test
    void shouldReadAllOfALongTextOfFewTokens() {
        assertThat(count(" ".repeat(1_000) + "abc")).isEqualTo(3);
        assertThat(lengths).containsExactly(160, 1_003);
    }

    @Test
    void shouldNotCutAPairInTwo() {
        assertThat(count("a".repeat(159) + "\ud83d\ude4f".repeat(9))).isEqualTo(159);
        assertThat(lengths).containsExactly(159);
    }

    private int count(String text) {
        return reader.read(text).match(tokens -> tokens.ids().length, malformed -> -1);
    }

    private TokenizedText read(String text) {
        lengths.add(text.length());
        return SpelledChats.spell(text.replace(" ", ""));
    }
}
