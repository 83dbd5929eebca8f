package io.retort.producer.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.labelspace.ClassSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the resources to what the generator promises. */
class GrammarTest {

    private final Grammar stream = Grammar.of(Part.STREAM);
    private final Grammar heldOut = Grammar.of(Part.HELD_OUT);

    @Test
    void shouldHoldOutTemplatesTheStreamNeverUses() {
        assertThat(sentences(heldOut)).doesNotContainAnyElementsOf(sentences(stream));
    }

    @Test
    void shouldHoldOutSlotValuesTheStreamNeverUses() {
        assertThat(heldOut.slots().keySet()).isEqualTo(stream.slots().keySet());
        for (String slot : stream.slots().keySet()) {
            for (String held : valuesOf(heldOut, slot)) {
                assertThat(valuesOf(stream, slot))
                        .as("what meets '%s' of %s", held, slot)
                        .noneMatch(streamed -> stands(held, streamed) || stands(streamed, held));
            }
        }
    }

    @Test
    void shouldWriteEachTemplateOnce() {
        assertThat(requests(stream).map(Template::text)).doesNotHaveDuplicates();
        assertThat(requests(heldOut).map(Template::text)).doesNotHaveDuplicates();
    }

    @Test
    void shouldHavePatternsForEachIntentInTheStreamOnly() {
        assertThat(stream.patterns().values()).hasSameSizeAs(stream.intents()).noneMatch(List::isEmpty);
        assertThat(heldOut.patterns().values()).allMatch(List::isEmpty);
    }

    @Test
    void shouldWriteForTheIntentsOfTheBundledClasses() {
        assertThat(stream.intents()).isEqualTo(ClassSet.customerSupport().names());
    }

    @Test
    void shouldHaveSixtyTemplatesOrMoreForEachIntent() {
        assertThat(stream.requests().values()).allMatch(templates -> templates.size() >= 60);
        assertThat(heldOut.requests().values()).allMatch(templates -> templates.size() >= 5);
    }

    @Test
    void shouldNameOnlySlotsThatThereAre() {
        assertThat(Stream.concat(all(stream), all(heldOut)).flatMap(template -> template.slotNames().stream()))
                .isNotEmpty()
                .isSubsetOf(stream.slots().keySet());
    }

    private static List<String> valuesOf(Grammar grammar, String slot) {
        return grammar.slots().getOrDefault(slot, List.of());
    }

    /** Whether one value can stand, as whole words, inside another, a tilde being any digit in both. */
    private static boolean stands(String inner, String outer) {
        String pattern = inner.toLowerCase(Locale.ROOT)
                .chars()
                .mapToObj(c -> c == '~' || Character.isDigit(c)
                        ? (c == '~' ? "[0-9~]" : "[" + (char) c + "~]")
                        : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile("(?<![a-z0-9~])" + pattern + "(?![a-z0-9~])")
                .matcher(outer.toLowerCase(Locale.ROOT))
                .find();
    }

    private static Set<String> sentences(Grammar grammar) {
        return all(grammar)
                .flatMap(template -> template.expansions().stream())
                .map(sentence -> sentence.toLowerCase(Locale.ROOT).replaceAll("[^a-z{} ]", ""))
                .collect(Collectors.toSet());
    }

    private static Stream<Template> all(Grammar grammar) {
        return Stream.of(
                        requests(grammar),
                        grammar.patterns().values().stream().flatMap(Collection::stream),
                        grammar.details().values().stream().flatMap(Collection::stream),
                        grammar.openings().stream(),
                        grammar.closings().stream())
                .flatMap(templates -> templates);
    }

    private static Stream<Template> requests(Grammar grammar) {
        return grammar.requests().values().stream().flatMap(Collection::stream);
    }
}
