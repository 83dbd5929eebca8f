package io.retort.learning.language.training;

import ai.djl.ndarray.NDManager;
import io.retort.learning.language.PackedTokens;
import io.retort.learning.student.Example;
import io.retort.learning.torch.TorchArguments;
import java.util.ArrayList;
import java.util.List;

/**
 * Examples that are computed together.
 *
 * @param tokens of all, packed
 * @param labelled the token before each position, as an index into the packed tokens
 * @param targets of each example, in their order
 * @param positions of the whole batch that a step learns from
 */
record MicroBatch(PackedTokens tokens, long[] labelled, List<List<Target>> targets, int positions) {

    static MicroBatch of(List<Example> examples, LanguageStudentSettings settings, int positions) {
        List<List<Target>> targets = new ArrayList<>();
        List<Long> labelled = new ArrayList<>();
        long offset = 0;
        for (Example example : examples) {
            List<Target> of = Target.of(example, settings);
            for (Target target : of) {
                labelled.add(offset + target.before());
            }
            targets.add(of);
            offset += example.tokens().ids().length;
        }
        PackedTokens tokens = PackedTokens.of(
                examples.stream().map(example -> example.tokens().ids()).toList());
        return new MicroBatch(
                tokens, labelled.stream().mapToLong(Long::longValue).toArray(), targets, positions);
    }

    /** What training.py takes of a micro-batch, in its order. */
    TorchArguments arguments(NDManager manager) {
        TargetRows rows = new TargetRows(targets.stream().flatMap(List::stream).toList(), positions);
        return TorchArguments.of(tokens.tensors(manager))
                .and(manager.create(labelled))
                .and(rows.tensors(manager));
    }
}
