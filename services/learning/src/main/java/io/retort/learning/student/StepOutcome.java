package io.retort.learning.student;

import java.util.List;

/**
 * What a step came to.
 *
 * @param scores of the fresh examples, in their order, from before any of the step was learned
 * @param microBatches how many of the fresh examples were computed together, in the order of computing: the split decides the
 *     bits, so the journal records it
 */
public record StepOutcome(List<ExampleScore> scores, List<Integer> microBatches) {
    public StepOutcome {
        scores = List.copyOf(scores);
        microBatches = List.copyOf(microBatches);
    }

    /** Of a step that computed all its fresh examples together. */
    public static StepOutcome undivided(List<ExampleScore> scores) {
        return new StepOutcome(scores, List.of(scores.size()));
    }
}
