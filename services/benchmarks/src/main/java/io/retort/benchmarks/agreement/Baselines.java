package io.retort.benchmarks.agreement;

import io.retort.benchmarks.LabelledText;
import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.labelspace.NamedClass;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What agrees with a teacher without learning: a student has to be well above it. */
final class Baselines {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final int majority;
    private final List<Set<String>> namesWords;
    private final Map<String, Integer> classesWithWord = new HashMap<>();

    Baselines(ClassSet classes, List<LabelledText> streamed) {
        majority = mostFrequent(streamed, classes.classes().size());
        namesWords = classes.classes().stream()
                .map(NamedClass::asWords)
                .map(Baselines::words)
                .toList();
        namesWords.forEach(words -> words.forEach(word -> classesWithWord.merge(word, 1, Integer::sum)));
    }

    /** Agreement of the class the teacher gave most often in the stream. */
    double majorityAgreement(List<LabelledText> heldOut) {
        return agreement(heldOut, text -> majority);
    }

    /** Agreement of {@link #byKeywords}. */
    double keywordAgreement(List<LabelledText> heldOut) {
        return agreement(heldOut, this::byKeywords);
    }

    /**
     * The class whose name shares most with the text: each common word counts one over the number of classes it names. Of
     * equals the first; the majority class where no word is shared.
     */
    int byKeywords(String text) {
        Set<String> words = words(text);
        int best = majority;
        double most = 0;
        for (int c = 0; c < namesWords.size(); c++) {
            double shared = namesWords.get(c).stream()
                    .filter(words::contains)
                    .mapToDouble(word -> 1.0 / classesWithWord.getOrDefault(word, 1))
                    .sum();
            if (shared > most) {
                best = c;
                most = shared;
            }
        }
        return best;
    }

    private static double agreement(List<LabelledText> texts, ToIntFunction<String> baseline) {
        return (double) texts.stream()
                        .filter(one -> baseline.applyAsInt(one.text()) == one.mostLikely())
                        .count()
                / texts.size();
    }

    private static int mostFrequent(List<LabelledText> texts, int classes) {
        int[] counts = new int[classes];
        texts.forEach(one -> counts[one.mostLikely()]++);
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = counts[c] > counts[best] ? c : best;
        }
        return best;
    }

    private static Set<String> words(String text) {
        return BETWEEN_WORDS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
