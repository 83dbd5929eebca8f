package io.retort.producer.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PromptGeneratorTest {

    @Test
    void shouldGiveTheSamePromptForTheSameSeedAndIndexWhateverWasAskedBefore() {
        PromptGenerator inOrder = PromptGenerator.stream(7);
        List<GeneratedPrompt> first =
                LongStream.range(0, 500).mapToObj(inOrder::prompt).toList();

        PromptGenerator backwards = PromptGenerator.stream(7);

        for (int i = 499; i >= 0; i--) {
            assertThat(backwards.prompt(i)).isEqualTo(first.get(i));
        }
    }

    @Test
    void shouldGiveOtherPromptsForAnotherSeed() {
        Set<String> seven = texts(PromptGenerator.stream(7), 1000);

        seven.retainAll(texts(PromptGenerator.stream(8), 1000));

        assertThat(seven.size()).isLessThan(200);
    }

    @Test
    void shouldWriteTensOfThousandsOfDistinctPrompts() {
        assertThat(texts(PromptGenerator.stream(1), 50_000)).hasSizeGreaterThan(30_000);
    }

    @Test
    void shouldShareNoTextBetweenTheStreamAndWhatIsHeldOut() {
        Set<String> stream = texts(PromptGenerator.stream(1), 50_000);

        Set<String> heldOut = texts(PromptGenerator.heldOut(1), 10_000);
        heldOut.retainAll(stream);

        assertThat(heldOut).isEmpty();
    }

    @Test
    void shouldWriteForEveryIntentAboutAsOften() {
        PromptGenerator generator = PromptGenerator.stream(3);

        var counts = LongStream.range(0, 20_000)
                .mapToObj(generator::prompt)
                .collect(Collectors.groupingBy(GeneratedPrompt::intent, Collectors.counting()));

        // Binomial with n = 20,000 and p = 1/20: mean 1,000, standard deviation 31; five of them either way.
        assertThat(counts.keySet()).hasSameElementsAs(generator.intents());
        assertThat(counts.values()).allMatch(count -> count > 845 && count < 1155);
    }

    @Test
    void shouldVaryInLengthAndCase() {
        Set<String> texts = texts(PromptGenerator.stream(5), 5000);

        assertThat(texts).anyMatch(text -> text.length() < 20).anyMatch(text -> text.length() > 150);
        assertThat(texts).anyMatch(text -> text.equals(text.toUpperCase(Locale.ROOT)));
        assertThat(texts).anyMatch(text -> text.equals(text.toLowerCase(Locale.ROOT)));
    }

    @Test
    void shouldLeaveNoMarkOfATemplateInAPrompt() {
        assertThat(texts(PromptGenerator.stream(5), 20_000)).noneMatch(text -> text.matches(".*[{}()|~\\[\\]].*"));
        assertThat(texts(PromptGenerator.heldOut(5), 20_000)).noneMatch(text -> text.matches(".*[{}()|~\\[\\]].*"));
    }

    @Test
    void shouldRefuseANegativeIndex() {
        assertThatThrownBy(() -> PromptGenerator.stream(1).prompt(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> texts(PromptGenerator generator, int count) {
        return LongStream.range(0, count)
                .mapToObj(index -> generator.prompt(index).text())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
