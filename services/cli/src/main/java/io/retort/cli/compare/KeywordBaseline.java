package io.retort.cli.compare;

import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.labelspace.NamedClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sorts texts by the words they share with the classes' names and descriptions. A word counts {@code log(classes / classes
 * that have it)}; of equal sums the first class wins.
 */
final class KeywordBaseline {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<Set<String>> words;
    private final Map<String, Double> weights = new HashMap<>();

    KeywordBaseline(ClassSet classes) {
        words = classes.classes().stream().map(KeywordBaseline::wordsOf).toList();
        Map<String, Integer> having = new HashMap<>();
        words.forEach(ofClass -> ofClass.forEach(word -> having.merge(word, 1, Integer::sum)));
        having.forEach((word, count) -> weights.put(word, Math.log((double) words.size() / count)));
    }

    double agreement(List<LabelledText> labelled) {
        long agreed = labelled.stream()
                .filter(one -> classOf(one.text()) == one.label().mostLikely())
                .count();
        return (double) agreed / labelled.size();
    }

    int classOf(String text) {
        Set<String> found = words(text);
        int best = 0;
        double most = 0;
        for (int id = 0; id < words.size(); id++) {
            Set<String> ofClass = words.get(id);
            double sum = found.stream()
                    .filter(ofClass::contains)
                    .mapToDouble(word -> weights.getOrDefault(word, 0.0))
                    .sum();
            if (sum > most) {
                most = sum;
                best = id;
            }
        }
        return best;
    }

    private static Set<String> wordsOf(NamedClass one) {
        return words(Stream.concat(Stream.of(one.asWords()), one.descriptions().stream())
                .collect(Collectors.joining(" ")));
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(Arrays.asList(NO_WORD.split(text.toLowerCase(Locale.ROOT))));
        words.remove("");
        return words;
    }
}
