package io.retort.learning.language.training;

import ai.djl.ndarray.NDManager;
import io.retort.learning.language.PackedTokens;
import io.retort.learning.student.Example;
import io.retort.learning.torch.TorchArguments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Examples that are computed together, and a filler: a document without labels and rows of targets without weight, which change
 * no gradient, so that the numbers of tokens and rows are multiples of what suits the precision.
 *
 * @param tokens of all, packed
 * @param labelled the token before each position, as an index into the packed tokens, then those of the filler; all distinct
 * @param targets of each example, in their order
 * @param positions of the whole batch that a step learns from
 */
record MicroBatch(PackedTokens tokens, long[] labelled, List<List<Target>> targets, int positions) {

    /** @param rows what numbers of tokens and rows are to be multiples of */
    static MicroBatch of(List<Example> examples, LanguageStudentSettings settings, int rows, int positions) {
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
        PackedTokens tokens =
                filled(examples.stream().map(example -> example.tokens().ids()).toList(), rows);
        return new MicroBatch(tokens, filled(labelled, tokens.tokens().length, rows), targets, positions);
    }

    private static PackedTokens filled(List<int[]> documents, int rows) {
        int lacking = lacking(documents.stream().mapToInt(ids -> ids.length).sum(), rows);
        List<int[]> all = new ArrayList<>(documents);
        if (lacking > 0) {
            all.add(new int[lacking]);
        }
        return PackedTokens.of(all);
    }

    /** Takes tokens that are not labelled, from the last one on; as the number of tokens is filled up, there are enough. */
    private static long[] filled(List<Long> labelled, int tokens, int rows) {
        Set<Long> taken = new HashSet<>(labelled);
        LongStream filler = LongStream.iterate(tokens - 1L, token -> token >= 0, token -> token - 1)
                .filter(token -> !taken.contains(token))
                .limit(lacking(labelled.size(), rows));
        return LongStream.concat(labelled.stream().mapToLong(Long::longValue), filler)
                .toArray();
    }

    private static int lacking(int count, int rows) {
        return Math.floorMod(-count, rows);
    }

    /** What training.py takes of a micro-batch, in its order. */
    TorchArguments arguments(NDManager manager) {
        TargetRows rows = new TargetRows(targets.stream().flatMap(List::stream).toList(), labelled.length, positions);
        return TorchArguments.of(tokens.tensors(manager))
                .and(manager.create(labelled))
                .and(rows.tensors(manager));
    }
}
