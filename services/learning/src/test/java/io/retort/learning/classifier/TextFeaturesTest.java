package io.retort.learning.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextFeaturesTest {

    private static final TextFeatures FEATURES = new TextFeatures(1 << 10, 1 << 12);
    private static final int OF_ALL_TEXTS = (1 << 10) + (1 << 12);

    /** Rows computed by Python 3.11 from the definitions of FNV-1a, MurmurHash3's finalizer and the share of the range. */
    @Test
    void shouldHashWordsPairsAndRuns() {
        assertThat(FEATURES.of("Hi, Jo!"))
                .containsExactly(
                        OF_ALL_TEXTS, // every text
                        23, // hi
                        104, // jo
                        434, // hi jo
                        4396,
                        1179,
                        4174, // ' hi', ' hi ', ' hi j'
                        3106,
                        1726,
                        4583, // 'hi ', 'hi j', 'hi jo'
                        1780,
                        2281,
                        2416, // 'i j', 'i jo', 'i jo '
                        1774,
                        1149, // ' jo', ' jo '
                        4987); // 'jo '
    }

    @Test
    void shouldCountARepeatedFeatureOnce() {
        assertThat(FEATURES.of("ha ha ha ha ha ha")).doesNotHaveDuplicates().hasSizeLessThan(16);
    }

    @ParameterizedTest
    @CsvSource({
        "Straße ÉTÉ, straße été",
        "e\u0301te\u0301, été",
        "ＦＵＬＬ　ｗｉｄｔｈ, full width",
        "ﬁne, fine",
        "don't--stop..., don t stop",
        "pay €5 or $6, pay €5 or $6",
        "\uD83D\uDE21 angry, \uD83D\uDE21 angry",
        "x\u200By, x y",
        "नमस्ते, नमस्ते"
    })
    void shouldReadEqualLookingTextsAsEqual(String text, String normalized) {
        assertThat(new String(NormalizedText.of(text))).isEqualTo(" " + normalized + " ");
    }

    static Stream<String> awkwardTexts() {
        return Stream.of(
                "",
                " ",
                "...!?",
                " ".repeat(10_000),
                "\n\t\u00A0\u2003",
                "\uD83D",
                "\uDE21\uD83D",
                "a\uD83Db",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "z\u0351\u036B\u0343\u036A\u0302".repeat(500),
                "\uFDFA".repeat(3_000), // one character that becomes 18
                "\u0000\u0001\uFFFF",
                "x".repeat(2_000_000),
                "\u202Eright to left\u202C");
    }

    @ParameterizedTest
    @MethodSource("awkwardTexts")
    void shouldTakeAnyText(String text) {
        int[] rows = FEATURES.of(text);

        assertThat(rows).isNotEmpty().doesNotHaveDuplicates().contains(OF_ALL_TEXTS);
        assertThat(Arrays.stream(rows)).allMatch(row -> row >= 0 && row < FEATURES.rows());
        assertThat(FEATURES.of(new String(text.toCharArray()))).containsExactly(rows);
    }

    @Test
    void shouldTakeRandomCharacters() {
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            char[] characters = new char[random.nextInt(80)];
            for (int j = 0; j < characters.length; j++) {
                characters[j] = (char) random.nextInt(1 << 16);
            }
            assertThat(FEATURES.of(new String(characters))).contains(OF_ALL_TEXTS);
        }
    }

    @Test
    void shouldKeepOnlyTheRowOfAllTextsWhereNoWordIsLeft() {
        assertThat(FEATURES.of("?! ...")).containsExactly(OF_ALL_TEXTS);
        assertThat(FEATURES.of("")).containsExactly(OF_ALL_TEXTS);
    }

    @Test
    void shouldReadNoFurtherThanItSays() {
        String read = "word ".repeat(NormalizedText.LONGEST / 5) + "ab";

        assertThat(FEATURES.of(read + " and more")).containsExactly(FEATURES.of(read));
    }

    @Test
    void shouldSpreadFeaturesOverAllRows() {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            for (int row : FEATURES.of("w" + i)) {
                seen.add(row);
            }
        }
        assertThat(seen).hasSizeGreaterThan(FEATURES.rows() * 9 / 10);
    }
}
