package io.retort.benchmarks;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Prompt;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.Teacher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts labelled by a teacher, and how long that took.
 *
 * @param texts with their labels, in the order they were given
 * @param labels the teacher's rate
 */
public record Labelling(List<LabelledText> texts, Rate labels) {

    /**
     * Labels texts.
     *
     * @param batch texts at a time
     * @throws IllegalStateException if a text cannot be labelled
     */
    public static Labelling of(Teacher teacher, List<String> texts, int batch) {
        List<LabelledText> labelled = new ArrayList<>(texts.size());
        Stopwatch stopwatch = Stopwatch.start();
        for (int from = 0; from < texts.size(); from += batch) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + batch));
            List<LabelOutcome> outcomes =
                    teacher.label(some.stream().map(Labelling::prompt).toList());
            for (int i = 0; i < some.size(); i++) {
                labelled.add(new LabelledText(some.get(i), distribution(outcomes.get(i))));
            }
        }
        return new Labelling(List.copyOf(labelled), stopwatch.rate(texts.size()));
    }

    private static Prompt prompt(String text) {
        return new Prompt("benchmark", "benchmark", 0L, text, null, List.of(), Instant.EPOCH);
    }

    private static Distribution distribution(LabelOutcome outcome) {
        return outcome.match(
                labelled -> labelled.distributions().get(0),
                unlabellable -> {
                    throw new IllegalStateException("a text cannot be labelled: " + unlabellable.message());
                },
                unavailable -> {
                    throw new IllegalStateException("the teacher is unavailable: " + unavailable.message());
                });
    }
}
