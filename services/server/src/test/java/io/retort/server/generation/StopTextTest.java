package io.retort.server.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StopTextTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("no stops", List.of(), List.of("a", "bc"), List.of("a", "bc", "")),
                Arguments.of(
                        "a stop in one piece", List.of("x"), List.of("ab", "cxd", "e"), List.of("ab", "c", "", "")),
                Arguments.of("over two pieces", List.of("xy"), List.of("ax", "yb"), List.of("a", "", "")),
                Arguments.of("not one after all", List.of("xy"), List.of("ax", "zb"), List.of("a", "xzb", "")),
                Arguments.of("open at the end", List.of("xyz"), List.of("ax", "y"), List.of("a", "", "xy")),
                Arguments.of("itself again", List.of("aab"), List.of("a", "a", "a", "b"), List.of("", "", "a", "", "")),
                Arguments.of("the first of two", List.of("cd", "b"), List.of("abcd"), List.of("a", "")),
                Arguments.of("one within another", List.of("bcd", "c"), List.of("ab", "cd"), List.of("a", "b", "")),
                Arguments.of("two that end together", List.of("c", "bc"), List.of("abc"), List.of("a", "")),
                Arguments.of("at once", List.of("a"), List.of("ab"), List.of("", "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void shouldShowWhatIsBeforeAStopAndNoMore(
            String what, List<String> stops, List<String> pieces, List<String> shown) {
        StopText text = new StopText(stops);

        List<String> found = new ArrayList<>();
        pieces.forEach(piece -> found.add(text.add(piece)));
        found.add(text.end());

        assertThat(found).as(what).isEqualTo(shown);
    }

    @Test
    void shouldSayWhetherItHasStopped() {
        StopText text = new StopText(List.of("xy"));
        text.add("x");
        assertThat(text.isMet()).isFalse();
        text.add("y");
        assertThat(text.isMet()).isTrue();
    }
}
