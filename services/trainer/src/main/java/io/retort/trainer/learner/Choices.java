package io.retort.trainer.learner;

import io.retort.learning.student.ExampleScore;
import io.retort.schemas.record.Choice;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Counts how often which class of the student met which of the teacher. */
final class Choices {

    private final TreeMap<ExampleScore.Choice, Integer> counts = new TreeMap<>(
            Comparator.comparingInt(ExampleScore.Choice::teachers).thenComparingInt(ExampleScore.Choice::students));

    void add(ExampleScore.Choice choice) {
        counts.merge(choice, 1, Integer::sum);
    }

    /** By the teacher's class, then by the student's. */
    List<Choice> counted() {
        return counts.entrySet().stream()
                .map(count ->
                        new Choice(count.getKey().teachers(), count.getKey().students(), count.getValue()))
                .toList();
    }
}
