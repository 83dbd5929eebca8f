package io.retort.producer.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with choices in it: {@code (my parcel|it|)} is one of its alternatives, {@code {city}} a value of that slot.
 * An alternative may name a slot; alternatives do not nest.
 *
 * @param text the template as written in the resource
 */
record Template(String text) {

    private static final Pattern CHOICE = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern SLOT = Pattern.compile("\\{([a-z_]+)}");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final Pattern SPACE_BEFORE_PUNCTUATION = Pattern.compile(" +([,.?!])");
    private static final Pattern ARTICLE_BEFORE_VOWEL = Pattern.compile("\\b([Aa]) (?=[aeio])");
    private static final char ANY_DIGIT = '~';

    /** One sentence of this template. */
    String fill(Map<String, List<String>> slots, Random random) {
        String chosen = CHOICE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(pick(alternatives(match.group(1)), random)));
        return tidy(SLOT.matcher(chosen)
                .replaceAll(match ->
                        Matcher.quoteReplacement(digits(pick(valuesOf(match.group(1), slots), random), random))));
    }

    /** Every sentence of this template, its slots left as they are. */
    List<String> expansions() {
        List<String> sentences = new ArrayList<>(List.of(""));
        Matcher matcher = CHOICE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            List<String> choices = matcher.group(1) == null ? List.of(matcher.group()) : alternatives(matcher.group(1));
            sentences = appended(sentences, text.substring(end, matcher.start()), choices);
            end = matcher.end();
        }
        return appended(sentences, text.substring(end), List.of("")).stream()
                .map(Template::tidy)
                .toList();
    }

    /** The slots this template names, in order. */
    List<String> slotNames() {
        return SLOT.matcher(text).results().map(match -> match.group(1)).toList();
    }

    static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<String> appended(List<String> sentences, String literal, List<String> choices) {
        return sentences.stream()
                .flatMap(sentence -> choices.stream().map(choice -> sentence + literal + choice))
                .toList();
    }

    private static List<String> alternatives(String group) {
        return List.of(group.split("\\|", -1));
    }

    private List<String> valuesOf(String slot, Map<String, List<String>> slots) {
        List<String> values = slots.get(slot);
        if (values == null) {
            throw new IllegalStateException("template '" + text + "' names the slot " + slot + ", which is not there");
        }
        return values;
    }

    private static String digits(String value, Random random) {
        StringBuilder digits = new StringBuilder(value);
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) == ANY_DIGIT) {
                digits.setCharAt(i, (char) ('0' + random.nextInt(10)));
            }
        }
        return digits.toString();
    }

    private static String tidy(String sentence) {
        String single = SPACES.matcher(sentence).replaceAll(" ");
        String joined =
                SPACE_BEFORE_PUNCTUATION.matcher(single).replaceAll("$1").strip();
        return ARTICLE_BEFORE_VOWEL.matcher(joined).replaceAll("$1n ");
    }
}
