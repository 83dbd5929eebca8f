package io.retort.server.gate;

import io.retort.learning.student.ExampleScore;
import io.retort.schemas.record.EvidenceSource;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How both students did on the same prompts.
 *
 * @param source of the prompts
 * @param live one score a prompt
 * @param candidate the same prompts in the same order
 */
record Pairs(EvidenceSource source, List<ExampleScore> live, List<ExampleScore> candidate) {

    Pairs {
        if (live.size() != candidate.size()) {
            throw new IllegalArgumentException(live.size() + " scores against " + candidate.size());
        }
        live = List.copyOf(live);
        candidate = List.copyOf(candidate);
    }

    int size() {
        return live.size();
    }

    double[] differences(ToDoubleBiFunction<ExampleScore, ExampleScore> worse) {
        return IntStream.range(0, size())
                .mapToDouble(i -> worse.applyAsDouble(live.get(i), candidate.get(i)))
                .toArray();
    }

    static double mean(List<ExampleScore> scores, ToDoubleFunction<ExampleScore> measure) {
        return scores.stream().mapToDouble(measure).average().orElse(Double.NaN);
    }

    /** Share of a prompt's positions at which the student has the teacher's most likely entry. */
    static double agreement(ExampleScore score) {
        return score.agreement();
    }
}
